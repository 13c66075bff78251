import { received } from './private/sources';
import { S3_ACCESS_LOGS } from '../../../services';
import type { Environment } from '../../../template';
import { type ObservedDelivery } from '../../posture';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const logDestinationSameRegionAndAccount: Rule = {
  metadata: {
    name: 'LogDestinationSameRegionAndAccount',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Server access logs are delivered in the Region and account of their bucket',
    why: 'S3 delivers server access logs only to a bucket in the same Region and account. It rejects any other, and the deployment fails.',
    fix: 'Create a LogBucket in each Region and account, or deliver through CloudWatch Logs (AWS::Logs::DeliverySource), which supports '
      + 'other Regions and accounts.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    ],
  },

  * check(posture) {
    for (const { deliveries } of received(posture, (service) => service === S3_ACCESS_LOGS)) {
      for (const delivery of deliveries) { yield* judgeEnvironments(delivery); }
    }
  },
};

function* judgeEnvironments({ source, property, target }: ObservedDelivery): Generator<Finding> {
  const [here, there] = [source.environment, target.resource.environment];
  if (here === there) { return; }
  const { logicalId } = target.resource;
  const differences = [difference(here, there, 'region'), difference(here, there, 'account')].filter((text) => text !== undefined);
  if (differences.length > 0) {
    yield violation(source, property, `The bucket delivers its server access logs to ${logicalId} in ${differences.join(' and ')}.`);
  } else if ((here.region === undefined) !== (there.region === undefined) || (here.account === undefined) !== (there.account === undefined)) {
    const unknown = here.region === undefined || here.account === undefined ? source : target.resource;
    yield cannotTell(source, property,
      `It cannot be determined whether ${logicalId}, to which server access logs go, is in the same Region and account: `
      + `the template ${unknown.template} does not say where it is deployed.`);
  }
}

function difference(here: Environment, there: Environment, what: 'region' | 'account'): string | undefined {
  if (here[what] === undefined || there[what] === undefined || here[what] === there[what]) { return undefined; }
  return `${what === 'region' ? 'Region' : 'account'} ${there[what]} instead of ${here[what]}`;
}
