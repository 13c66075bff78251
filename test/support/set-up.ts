// CDK's own validator compiles a WASM engine in every process; tests that need it ask for it.
process.env.CDK_VALIDATION = 'false';
// A trace for each resource takes a tenth of the time of tests that synthesize; tests that need traces ask for them.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:disable-creation-stack-traces': true });
