const { compileFunction } = require('vm');
const { default: Runtime } = require('jest-runtime');

// docs/decisions/0102
/** What keeps nothing that one test could see of another, and takes longer to load than most tests. */
const LOADED_ONCE = /[\\/]node_modules[\\/](?:aws-cdk-lib|aws-cdk-lib-newest|constructs)[\\/]/;

/** What has been compiled by this worker, by the name of its file. */
const compiled = new Map();

/**
 * Loads the CDK once in each worker, instead of once for each test file, and compiles all other modules once, though each test file
 * runs them anew: nothing of ours is shared. It needs the context of `one-context.cjs`.
 */
class LoadedOnce extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverage, ...rest) {
    super(config, environment, resolver, transformer, cacheFS, coverage, ...rest);
    const { executor } = this;
    const compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
    // What V8 counts is what ran since a file was compiled.
    executor.compile = coverage.collectCoverage ? compile : (source, filename) => {
      const known = compiled.get(filename);
      if (known?.source === source) { return known.run; }
      const run = compile(source, filename);
      compiled.set(filename, { source, run });
      return run;
    };
  }

  requireModule(from, name, options, isActual) {
    if (name !== undefined && !options?.isInternalModule && !this._resolution.isCoreModule(name)) {
      const file = this._resolution.resolveCjs(from, name);
      if (LOADED_ONCE.test(file)) { return require(file); }
    }
    return super.requireModule(from, name, options, isActual);
  }
}

module.exports = { __esModule: true, default: LoadedOnce };
