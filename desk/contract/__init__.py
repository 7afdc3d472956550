"""What is said between client and server: messages, errors, events and routes; imports only msgspec."""
