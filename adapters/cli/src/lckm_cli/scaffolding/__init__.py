"""A new adapter to fill in, made from the protocols of its ports and their contracts."""

# The extra `adapters` brings it; without it nothing of this package can be imported.
import lckm_testing as lckm_testing
