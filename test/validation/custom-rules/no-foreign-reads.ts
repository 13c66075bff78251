import { Answer, type BucketView, CustomFinding, type IBucketCheck, RequestCaller } from '../../../src';

export class NoForeignReads implements IBucketCheck {
  public checkBucket(bucket: BucketView): CustomFinding[] {
    const { answer, request, reason } = bucket.policyAllowsAny({
      actions: ['s3:GetObject*'],
      callers: [RequestCaller.otherAccounts('444455556666'), RequestCaller.anonymous()],
    });
    switch (answer) {
      case Answer.YES:
        return [CustomFinding.violation(`The bucket policy allows ${request}.`)];
      case Answer.NO:
        return [];
      case Answer.UNKNOWN:
        return [CustomFinding.undetermined(`It isn't known who can read objects: ${reason}.`)];
    }
  }
}
