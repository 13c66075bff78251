const Module = require('node:module');

/** For `node --require`, in a process of its own: `aws-cdk-lib` is the newest there, as it is in `test/jest.newest.cjs`. */
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request.replace(/^aws-cdk-lib(?=$|\/)/, 'aws-cdk-lib-newest'), ...rest);
};
