import { Aws } from 'aws-cdk-lib';
import { viaService } from '../../src/encryption/via-service';

test.each([['s3', 'eu-west-1', 's3.eu-west-1.amazonaws.com'], ['dynamodb', 'cn-north-1', 'dynamodb.cn-north-1.amazonaws.com'], ['s3', Aws.REGION, `s3.${Aws.REGION}.amazonaws.com`]])(
  '%s in %s calls AWS KMS as %s', (service, region, expected) => {
    expect(viaService(service, region)).toBe(expected);
  });
