import { aws_kms as kms, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The ARN of a key in a form to which every stack can refer. That of the L2 asks for a physical name across
 * environments, which keys do not have.
 */
export function keyArn(key: kms.IKey): string {
  const resource = key.node.defaultChild;
  return resource && kms.CfnKey.isCfnKey(resource) ? resource.attrArn : key.keyArn;
}

/** The resource of the key with an ARN, if the app makes it. */
export function keyResource(arn: string): kms.CfnKey | undefined {
  const reference = Token.isUnresolved(arn) ? Tokenization.reverse(arn, { failConcat: false }) as { target?: IConstruct } | undefined : undefined;
  return reference?.target && kms.CfnKey.isCfnKey(reference.target) ? reference.target : undefined;
}
