import type { Rule } from '../rule';
import { minimumTlsVersion } from './minimum-tls-version';
import { multiRegionAccessPointNotDenied } from './multi-region-access-point-not-denied';
import { onePolicyPerBucket } from './one-policy-per-bucket';
import { secureTransportRequired } from './secure-transport-required';
import { servicesNotBlocked } from './services-not-blocked';
import { signatureVersion4Required } from './signature-version4-required';
import { websiteEndpointNotDenied } from './website-endpoint-not-denied';

/** The rules of this topic. */
export const TRANSPORT_RULES: readonly Rule[] = [
  secureTransportRequired,
  minimumTlsVersion,
  signatureVersion4Required,
  onePolicyPerBucket,
  servicesNotBlocked,
  websiteEndpointNotDenied,
  multiRegionAccessPointNotDenied,
];
