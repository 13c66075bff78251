import { Bucket } from './bucket';
import { BucketPolicy } from './bucket-policy';
import type { Answers } from './private/answers';
import { environmentText, Hole, type Resource, Text } from '../../template';

/**
 * A bucket that is not in the app, and whose policy is: a bucket has one policy, so all that it denies is known. Findings
 * about it are put on the policy. Nothing else is known of it.
 */
export class BucketElsewhere extends Bucket {
  /** @param bucketName Nothing where nothing stands for it. */
  constructor(policy: Resource, private readonly bucketName: string | Text | undefined, answers: Answers) {
    super(policy, [new BucketPolicy(policy)], undefined, () => [], answers);
  }

  override get nameElsewhere(): string | undefined {
    return this.bucketName?.toString();
  }

  override get arn(): string | Text {
    return Text.of('arn:', environmentText('AWS::Partition', this.resource.environment), ':s3:::', this.bucketName ?? unknownName(this.resource));
  }
}

function unknownName({ template, logicalId }: Resource): Hole {
  return new Hole(`${template}/bucket of ${logicalId}`, `\${${logicalId}.Bucket}`);
}
