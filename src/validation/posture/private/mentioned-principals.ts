import { statementsOf } from './mentioned-condition-keys';
import { isMap, optionsOf, type Value } from '../../../template';

/** The ARNs of roles and users that a policy names. */
export function mentionedPrincipals(document: Value): readonly string[] {
  const arns = statementsOf(document).flatMap((statement) => [statement.Principal, statement.NotPrincipal]).flatMap(arnsIn);
  return [...new Set(arns)];
}

function arnsIn(value: Value | undefined): string[] {
  if (value === undefined) { return []; }
  return optionsOf(value).flatMap((option) => {
    if (Array.isArray(option)) { return option.flatMap(arnsIn); }
    if (isMap(option)) { return arnsIn(option.AWS); }
    return typeof option === 'string' && /^arn:[^:]+:iam::\d{12}:(role|user)\//.test(option) ? [option] : [];
  });
}
