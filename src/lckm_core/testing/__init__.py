"""What tests of host applications and adapters are made with: hypothesis strategies and a pytest plugin."""
