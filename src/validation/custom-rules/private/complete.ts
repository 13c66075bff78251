import { Severity } from '../../rules';
import type { CustomRuleProps } from '../custom-rule';

const TEXTS = ['title', 'description', 'fix'] as const;

/**
 * @throws if a custom rule lacks something; types do not hold in JavaScript
 */
export function assertComplete(props: CustomRuleProps | undefined): asserts props is CustomRuleProps {
  if (typeof props !== 'object') { throw new Error(`CustomRule: ${JSON.stringify(props)} isn't a rule. Fix: pass a CustomRule.`); }
  const { name, severity, check, links = [] } = props;
  if (typeof name !== 'string' || !/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    throw new Error(`CustomRule: the name cannot be ${JSON.stringify(name)}. Fix: use letters and digits in Pascal case, for example AcmeKeyRotation.`);
  }
  for (const prop of TEXTS) {
    if (typeof props[prop] !== 'string' || props[prop].trim() === '') {
      throw new Error(`CustomRule ${name}: ${prop} cannot be ${JSON.stringify(props[prop])}. Fix: specify a text for the reports.`);
    }
  }
  if (!Object.values(Severity).includes(severity)) {
    throw new Error(`CustomRule ${name}: the severity cannot be ${JSON.stringify(severity)}. Fix: use one of ${Object.values(Severity).join(', ')}.`);
  }
  if (typeof (check as { checkBucket?: unknown } | undefined)?.checkBucket !== 'function') {
    throw new Error(`CustomRule ${name}: the check has no method checkBucket. Fix: implement IBucketCheck.`);
  }
  if (!Array.isArray(links) || !links.every((link) => /^https?:\/\/./.test(link))) {
    throw new Error(`CustomRule ${name}: links cannot be ${JSON.stringify(links)}. Fix: pass URLs that begin with https://.`);
  }
}
