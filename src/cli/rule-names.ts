import { InvalidArgumentError } from 'commander';
import { namesOf, plain, type RuleMetadata, RULES, similar } from '../validation/rules';

/**
 * The rule of a name, or of a name that it had before.
 *
 * @throws InvalidArgumentError
 */
export function ruleNamed(name: string): RuleMetadata {
  const metadata = RULES.map((rule) => rule.metadata);
  const found = metadata.find((one) => namesOf(one).some((known) => plain(known) === plain(name)));
  if (found) { return found; }
  const close = similar(name, metadata.map((one) => one.name));
  const hint = close.length > 0 ? `Did you mean ${close.join(', ')}?` : 'See "cdk-s3-encryption rules".';
  throw new InvalidArgumentError(`The rule doesn't exist. ${hint}`);
}
