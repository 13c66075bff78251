import type { Bind } from '../log-writes';

/** CloudFront adds itself to the ACL of the bucket: there is nothing to write into its policy. */
export const cloudFrontLegacy: Bind = ({ stack }) => ({
  owner: stack.account, services: [], objectKeys: [], accounts: [], sourceArns: [], anySourceArns: [],
});
