-- A customer's runs, newest first: whoever opens the customer goes on with what waits.
CREATE INDEX macro_runs_customer ON macro_runs (customer_id, id);
