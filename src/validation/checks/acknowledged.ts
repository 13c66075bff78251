import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgementIds } from '../rule-sets';
import type { RuleMetadata } from '../rules';

/** An acknowledgement in a tree of constructs. */
export interface AcknowledgedAt {
  readonly id: string;
  readonly reason: string;
  /** The construct that it is on: that of the finding, or one around it. */
  readonly construct: IConstruct;
}

/**
 * Where the findings of a rule about a construct are acknowledged; the closest place. Former names of the rule count where
 * its name is not acknowledged.
 *
 * CDK itself knows acknowledgements of warnings by their current name only.
 */
export function acknowledgedAt(construct: IConstruct, rule: RuleMetadata): AcknowledgedAt | undefined {
  const path = [...construct.node.scopes].reverse();
  for (const id of acknowledgementIds(rule)) {
    for (const one of path) {
      const reason = reasonAt(one, id);
      if (reason !== undefined) { return { id, reason, construct: one }; }
    }
  }
  return undefined;
}

function reasonAt({ node }: IConstruct, id: string): string | undefined {
  for (const { type, data } of node.metadata) {
    if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY || typeof data !== 'object' || data === null || !Object.hasOwn(data as object, id)) { continue; }
    const reason = (data as { readonly [id: string]: unknown })[id];
    return typeof reason === 'string' ? reason : '';
  }
  return undefined;
}
