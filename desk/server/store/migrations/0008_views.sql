CREATE TABLE views (
    id INTEGER PRIMARY KEY,
    owner_id INTEGER,
    draft TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX views_owner ON views (owner_id);
-- Lists of open tickets, one for each order: they hold all that filters look at, so that going through the whole index
-- touches no ticket that is not shown. Two more begin with what most counts are of.
CREATE INDEX tickets_open_changed ON tickets (changed_at, id, state, queue_id, owner_id, priority, missed, due_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
CREATE INDEX tickets_open_due ON tickets (due_at, id, state, queue_id, owner_id, priority, missed, changed_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
CREATE INDEX tickets_open_priority ON tickets (priority, id, state, queue_id, owner_id, missed, due_at, changed_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
CREATE INDEX tickets_open_created ON tickets (created_at, id, state, queue_id, owner_id, priority, missed, due_at,
    changed_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
CREATE INDEX tickets_open_number ON tickets (id, state, queue_id, owner_id, priority, missed, due_at, changed_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
CREATE INDEX tickets_open_owner ON tickets (owner_id, changed_at, id, state, queue_id, priority, missed, due_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
CREATE INDEX tickets_open_queue ON tickets (queue_id, changed_at, id, state, owner_id, priority, missed, due_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state <> 'closed';
-- What is closed is many more: one index holds all, the others the order alone.
CREATE INDEX tickets_closed_changed ON tickets (changed_at, id, state, queue_id, owner_id, priority, missed, due_at,
    created_at, pending_until, customer_id, order_id, source, tags) WHERE state = 'closed';
CREATE INDEX tickets_closed_created ON tickets (created_at, id) WHERE state = 'closed';
CREATE INDEX tickets_closed_priority ON tickets (priority, id) WHERE state = 'closed';
CREATE INDEX tickets_closed_due ON tickets (due_at, id) WHERE state = 'closed' AND due_at IS NOT NULL;
-- Whether a customer has a tier, without the customer.
CREATE INDEX customers_tier ON customers (tier, id);
