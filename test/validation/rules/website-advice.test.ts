import { bucket, CONDITIONS, IF, PARAMETERS } from './support';
import { RuleSet } from '../../../src';
import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { fixOf, type Judgement } from '../../../src/validation/rule-sets';

// Rules whose advice for other buckets would make the website endpoint deny every request.

const SITE = { IndexDocument: 'index.html' };

function judged(name: string, properties: object, merged = false): Judgement[] {
  const all = RuleSet.recommended();
  const alone = all.without(...all.ruleNames.filter((other) => other !== name));
  const app = App.of([{
    name: 'Stack',
    json: { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket: bucket(properties) } },
  }]);
  return alone._judge(Posture.of(merged ? app.under(new Map()) : app));
}

describe.each([
  ['SecureTransportRequired', 'error', 'website endpoints support plain HTTP only', 'acknowledge this rule'],
  ['MinimumTlsVersion', 'info', 'website endpoints support plain HTTP only', 'does not apply to plain HTTP'],
  ['SignatureVersion4Required', 'info', 'website endpoints serve anonymous requests only', 'does not apply to requests without a signature'],
])('%s', (name, severity, fact, advice) => {
  test('has another fix for a website, at the same severity', () => {
    const [finding] = judged(name, { WebsiteConfiguration: SITE });
    expect(finding).toMatchObject({ severity, message: expect.stringMatching(`\\. The bucket is configured as a website, and ${fact}\\.$`) });
    expect(fixOf(finding)).toContain(advice);
    expect(fixOf(finding)).toContain('CloudFront with origin access control');
    expect(fixOf(finding)).not.toContain(finding.rule.fix);
  });

  test('gives both fixes where it cannot be determined whether the bucket is a website', () => {
    const [finding] = judged(name, { WebsiteConfiguration: IF(SITE, { Ref: 'AWS::NoValue' }) }, true);
    expect(finding.message).toContain(`The bucket may be configured as a website (its website configuration depends on a choice at deployment), and ${fact}.`);
    expect(fixOf(finding)).toContain(advice);
    expect(fixOf(finding)).toContain(`If it is not: ${finding.rule.fix}`);
  });

  test('gives the fix of each case', () => {
    const [website, other] = judged(name, { WebsiteConfiguration: IF(SITE, { Ref: 'AWS::NoValue' }) });
    expect(website).toMatchObject({ severity, message: expect.stringMatching(`and ${fact}\\. This applies if Condition is true\\.$`) });
    expect(fixOf(website)).toContain(advice);
    expect(other).toMatchObject({ severity, message: expect.stringMatching('are not denied\\. This applies if Condition is false\\.$') });
    expect(fixOf(other)).toBe(other.rule.fix);
  });

  test.each([
    ['no website', {}],
    ['a website that only redirects', { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'www.example.com' } } }],
  ])('says nothing of websites of a bucket that is %s', (_, properties) => {
    const [finding] = judged(name, properties);
    expect(finding.message).not.toContain('website');
    expect(fixOf(finding)).toBe(finding.rule.fix);
  });
});
