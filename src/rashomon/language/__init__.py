"""The parser and whatever else reads language: adapters, each behind a protocol, loaded on first use."""
