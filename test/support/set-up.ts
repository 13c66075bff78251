// CDK's own validator compiles a WASM engine in every process; tests that need it ask for it.
process.env.CDK_VALIDATION = 'false';
