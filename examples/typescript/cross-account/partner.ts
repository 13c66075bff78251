import { App, aws_iam as iam, Stack, type StackProps } from 'aws-cdk-lib';
import { CrossAccountAccess } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** What the owner's outputs tell. */
export interface PartnerStackProps extends StackProps {
  readonly bucketArn: string;
  readonly keyArn: string;
}

/** Another account, which decides who of its own uses what the owner shares with it. */
export class PartnerStack extends Stack {
  constructor(scope: Construct, id: string, props: PartnerStackProps) {
    super(scope, id, props);
    const { bucketArn, keyArn } = props;

    const application = new iam.Role(this, 'Application', { roleName: 'exchange', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    CrossAccountAccess.read({ bucketArn, keyArn, objectKeyPattern: 'outbox/*' }).grantTo(application);
    CrossAccountAccess.write({ bucketArn, keyArn, objectKeyPattern: 'inbox/*' }).grantTo(application);
  }
}

/** The partner's app. */
export function partnersApp(bucketArn: string, keyArn: string): App {
  const app = new App();
  new PartnerStack(app, 'Partner', { env: { account: '444455556666', region: 'us-east-1' }, bucketArn, keyArn });
  return app;
}

if (require.main === module) {
  partnersApp('arn:aws:s3:::exchange-111122223333-eu-west-1', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab').synth();
}
