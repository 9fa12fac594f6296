.PHONY: jobs-tick

# The news tick, once: see docs/recipes.
jobs-tick:
	npm run -s jobs:tick
