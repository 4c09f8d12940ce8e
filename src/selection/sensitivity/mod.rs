//! What would have changed a decision.
