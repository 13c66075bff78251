/** The majors of Node.js that the package supports: the oldest is the one that `engines` names. */
export const NODE_VERSIONS = ['20', '22', '24'];
