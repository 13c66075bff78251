import { shown, template } from './shown';

const T = template({ Resources: { Secret: { Type: 'AWS::SecretsManager::Secret' } } });
const HERE = 'of 111111111111 in eu-west-1';

test.each([
  ['alone', '{{resolve:ssm:/name}}', `{resolve:ssm:/name ${HERE}}`],
  ['in text', 'arn:aws:s3:::{{resolve:ssm:/name:3}}/*', `arn:aws:s3:::{resolve:ssm:/name:3 ${HERE}}/*`],
  ['twice', '{{resolve:ssm:/a}}{{resolve:secretsmanager:b:c}}', `{resolve:ssm:/a ${HERE}}{resolve:secretsmanager:b:c ${HERE}}`],
  ['put together', { 'Fn::Sub': '{{resolve:ssm:/${AWS::Region}}}' }, `{resolve:ssm:/eu-west-1 ${HERE}}`],
  ['to a resource', { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, '}}']] }, { unknown: 'it is a dynamic reference' }],
  ['left open', '{{resolve:ssm:/name', '{{resolve:ssm:/name'],
])('a reference %s', (_, raw, expected) => {
  expect(shown(T.resolve(raw))).toEqual(expected);
});
