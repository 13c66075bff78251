import { retentionFacts } from './retention';
import { literalFact, switchFact } from './values';
import type { Key } from '../../posture';
import { type Fact, NOT_APPLICABLE } from '../aspects';

/**
 * What a template says of a key. What it does not say is as AWS documents it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export function keyFacts({ isReplica, resource }: Key): readonly Fact[] {
  return [
    switchFact('keyEnabled', resource.read('Enabled'), 'yes'),
    ...(isReplica ? [] : ownFacts(resource)),
    literalFact('pendingWindow', resource.read('PendingWindowInDays'), '30'),
    ...retentionFacts(resource),
  ];
}

/** Replicas have these of their primary key. */
function ownFacts(resource: Key['resource']): readonly Fact[] {
  const rotation = switchFact('keyRotation', resource.read('EnableKeyRotation'), 'no');
  return [
    rotation,
    rotation.value === 'no' ? { aspect: 'rotationPeriod', value: NOT_APPLICABLE } : literalFact('rotationPeriod', resource.read('RotationPeriodInDays'), '365'),
    literalFact('keySpec', resource.read('KeySpec'), 'SYMMETRIC_DEFAULT'),
    literalFact('keyUsage', resource.read('KeyUsage'), 'ENCRYPT_DECRYPT'),
    literalFact('keyOrigin', resource.read('Origin'), 'AWS_KMS'),
    switchFact('multiRegion', resource.read('MultiRegion'), 'no'),
  ];
}
