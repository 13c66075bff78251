import { type AccessRequest, type ContextKeys, Principal } from '../../../policy-evaluation';
import { isMap, Ternary, Unknown } from '../../../template';
import { type AlikeBucket, type Bucket, type BucketPolicy, entriesOf, type Posture } from '../../posture';
import { type AlikeOutline, denialsOf, looksAt, type Outline } from '../private/policy-outline';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { allowsServices, callsAllowedBy, deliveries, type ServiceCall } from './private/bucket-services';
import { servicesNotBlockedExamples } from './services-not-blocked.examples';

export const servicesNotBlocked: Rule = {
  metadata: {
    name: 'ServicesNotBlocked',
    topic: Topic.TRANSPORT,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'No Deny about networks, TLS versions or organizations stops an AWS service that is meant to use the bucket',
    why: 'An AWS service that calls S3 in its own name comes through no VPC endpoint, belongs to no organization of yours, and S3 does not '
      + 'tell its address or its TLS version: a Deny about these stops it, whatever else is allowed. Nobody is told: logs, inventories and '
      + 'trails just stay away.',
    fix: 'Add BoolIfExists aws:PrincipalIsAWSService: false to the conditions of the Deny. BucketSecureTransport and '
      + 'BucketSignatureVersion4 in mixins write it.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice',
    ],
    examples: servicesNotBlockedExamples,
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      const { suspicious, allowing } = bucket.ask(servicesAndSuspects);
      if (!suspicious || (!allowing && !deliveries(posture).has(bucket))) { continue; }
      for (const policy of bucket.policies) { yield* blocked(posture, bucket, policy); }
    }
  },
};

/** Of these S3 tells nothing when a service calls, or the service has none. */
const NETWORK_KEYS = [
  'aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths',
];
const IDENTITY_KEYS = ['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:userid'];

/** AWS says that these may stop services, but not what they hold when a service calls. */
const UNTOLD_KEYS = new Set(['s3:tlsversion', 's3:signatureversion']);

const SUSPICIOUS = new Set([...NETWORK_KEYS, ...IDENTITY_KEYS, ...UNTOLD_KEYS]);

/** The principal brings them with it. */
const OF_THE_PRINCIPAL = [
  'aws:principalisawsservice', 'aws:principalservicename', 'aws:principalservicenameslist', 'aws:principalaccount', 'aws:principalarn',
];

/*
 * Services speak TLS, so the baseline form, which denies when aws:SecureTransport is false, is none of these: it matches
 * no request in which that is not told, and AWS itself asks for it on every bucket.
 */
const ABSENT = new Set([...NETWORK_KEYS, 'aws:principalorgid', 'aws:principalorgpaths', 'aws:securetransport', ...OF_THE_PRINCIPAL]);

function servicesAndSuspects({ policies }: AlikeBucket): { suspicious: boolean; allowing: boolean } {
  return {
    suspicious: policies.some((policy) => denialsOf(policy).some(isSuspect)),
    allowing: policies.some(allowsServices),
  };
}

/** Denies that are about networks and the like, and not about a service by its name. */
function isSuspect(denial: AlikeOutline): boolean {
  return looksAt(denial, SUSPICIOUS) && !namesServices(denial);
}

function* blocked(posture: Posture, bucket: Bucket, policy: BucketPolicy): Iterable<Finding> {
  const calls = [...callsAllowedBy(policy, bucket), ...deliveries(posture).get(bucket) ?? []];
  if (calls.length === 0) { return; }
  for (const denial of denialsOf(policy).filter(isSuspect)) {
    const answered = calls.map((call) => ({ call, answer: denial.statement.denies(requestOf(call, denial)) }));
    const stopped = answered.find(({ answer }) => answer === Ternary.YES);
    const doubtful = answered.find(({ answer }) => answer === Ternary.UNKNOWN);
    if (stopped) {
      yield violation(policy.resource, denial.property, `The bucket policy stops ${described(stopped.call, denial)}.`);
    } else if (doubtful && looksAt(denial, UNTOLD_KEYS)) {
      yield cannotTell(policy.resource, denial.property,
        `It cannot be told whether the bucket policy stops ${described(doubtful.call, denial)}: ${reason(denial)}.`);
    }
  }
}

function described({ service, action, because }: ServiceCall, { name }: Outline): string {
  return `${service}, although ${because}: ${name} denies ${action} without leaving out AWS services`;
}

function reason({ comparisons, elements }: Outline): string {
  const key = comparisons.find((comparison) => UNTOLD_KEYS.has(comparison.conditionKey))?.conditionKey;
  if (elements === undefined || key === undefined) { return 'what the statement says is known at deployment only'; }
  return `S3 does not tell what ${key === 's3:tlsversion' ? 's3:TlsVersion' : key} is when a service calls`;
}

function requestOf({ service, action, resource }: ServiceCall, { comparisons }: Outline): AccessRequest {
  const untold = comparisons.filter(({ conditionKey: key }) => !ABSENT.has(key)).map(({ conditionKey: key }): [string, ContextKeys[string]] =>
    [key, new Unknown(`what a service sends as ${key}`)]);
  return { principal: Principal.service(service), action, resource, context: { ...Object.fromEntries(untold), 'aws:ViaAWSService': 'false' } };
}

/** Who denies a service by its name means it. */
function namesServices({ elements }: AlikeOutline): boolean {
  return isMap(elements?.Principal) && entriesOf(elements.Principal.Service).length > 0;
}
