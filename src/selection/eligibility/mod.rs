//! Gates that a candidate passes before it is assessed.
