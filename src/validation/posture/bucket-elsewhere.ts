import { Bucket } from './bucket';
import { BucketPolicy } from './bucket-policy';
import type { Answers } from './private/answers';
import { environmentText, type Resource, Text } from '../../template';

/**
 * A bucket that is not in the app, and whose policy is: a bucket has one policy, so all that it denies is known. Findings
 * about it are put on the policy. Nothing else is known of it.
 */
export class BucketElsewhere extends Bucket {
  constructor(policy: Resource, private readonly bucketName: string | Text, answers: Answers) {
    super(policy, [new BucketPolicy(policy)], undefined, () => [], answers);
  }

  override get arn(): string | Text {
    return Text.of('arn:', environmentText('AWS::Partition', this.resource.environment), ':s3:::', this.bucketName);
  }
}
