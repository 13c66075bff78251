import { App, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CrossAccountGrantee, EncryptedBucket } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** The account that a bucket and its key belong to, which shares them with another. */
export class OwnerStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly partner: string }) {
    super(scope, id, props);

    const bucket = new EncryptedBucket(this, 'Exchange', { bucketName: `exchange-${this.account}-${this.region}` });
    const partner = CrossAccountGrantee.account(props.partner);
    bucket.grantCrossAccountRead(partner, 'outbox/*');
    bucket.grantCrossAccountWrite(partner, 'inbox/*');

    // What the partner has to know: a key is named by its full ARN, for an alias would be looked up in the partner's account.
    new CfnOutput(this, 'BucketArn', { value: bucket.bucketArn });
    new CfnOutput(this, 'KeyArn', { value: bucket.encryptionKey!.keyArn });
  }
}

/** The owner's app. */
export function ownersApp(): App {
  const app = new App();
  new OwnerStack(app, 'Owner', { env: { account: '111122223333', region: 'eu-west-1' }, partner: '444455556666' });
  return app;
}

if (require.main === module) { ownersApp().synth(); }
