import type { ConfigRuleSource } from './config-rule-sources';

/**
 * The template of a conformance pack, which takes rules of AWS Config and no other resources.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/custom-conformance-pack.html
 */
export function conformancePackTemplate(sources: readonly ConfigRuleSource[]): object {
  return {
    Resources: Object.fromEntries(sources.map(({ rule, identifier, parameters }) => [logicalIdOf(rule), {
      Type: 'AWS::Config::ConfigRule',
      Properties: {
        ConfigRuleName: rule,
        Source: { Owner: 'AWS', SourceIdentifier: identifier },
        ...parameters === undefined ? {} : { InputParameters: parameters },
      },
    }])),
  };
}

/** `S3BucketSslRequestsOnly` of `s3-bucket-ssl-requests-only`. */
function logicalIdOf(rule: string): string {
  return rule.split('-').map((word) => `${word[0].toUpperCase()}${word.slice(1)}`).join('');
}
