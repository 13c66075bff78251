import type { Rule } from '../rule';
import { accessWithoutKey } from './access-without-key';
import { cloudFrontReadsKmsBucket } from './cloud-front-reads-kms-bucket';
import { crossAccountAccessNeedsCustomerKey } from './cross-account-access-needs-customer-key';
import { crossAccountKeyPolicy } from './cross-account-key-policy';
import { fileSystemNotDenied } from './file-system-not-denied';
import { fileSystemSourceBucket } from './file-system-source-bucket';
import { websiteNotKms } from './website-not-kms';

/** The rules of this topic. */
export const ACCESS_RULES: readonly Rule[] = [
  crossAccountAccessNeedsCustomerKey,
  crossAccountKeyPolicy,
  cloudFrontReadsKmsBucket,
  websiteNotKms,
  accessWithoutKey,
  fileSystemSourceBucket,
  fileSystemNotDenied,
];
