import { type RuleMetadata, Topic } from './rule';

const PAGES = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/docs/rules';

/** The address of the page of a rule; none of a rule that users wrote. */
export function pageOf({ name, topic }: Pick<RuleMetadata, 'name' | 'topic'>): string | undefined {
  return topic === Topic.CUSTOM ? undefined : `${PAGES}/${name}.md`;
}
