import { Acknowledgements } from '../validation/assembly/internal';
import { acknowledgementId, PLUGIN_NAME } from '../validation/rule-sets';

/** Within the metadata of a resource, below the name of the plugin. */
const ACKNOWLEDGED = 'Acknowledged';

// docs/decisions/0122
/**
 * What the metadata of resources acknowledges, each with a reason:
 *
 * ```yaml
 * Metadata:
 *   S3Encryption:
 *     Acknowledged:
 *       SecureTransportRequired: Packages are signed.
 * ```
 */
export function acknowledgementsIn(json: unknown, file: string): Acknowledgements {
  const acknowledgements = new Acknowledgements();
  for (const [logicalId, resource] of entriesAt(json, 'Resources')) {
    for (const [rule, reason] of entriesAt(resource, 'Metadata', PLUGIN_NAME, ACKNOWLEDGED)) {
      if (typeof reason === 'string' && reason.trim() !== '') { acknowledgements.addForResource(file, logicalId, acknowledgementId(plainName(rule)), reason); }
    }
  }
  return acknowledgements;
}

function entriesAt(json: unknown, ...path: readonly string[]): [name: string, value: unknown][] {
  let here = json;
  for (const name of path) { here = isMap(here) && Object.hasOwn(here, name) ? here[name] : undefined; }
  return isMap(here) ? Object.entries(here) : [];
}

function isMap(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With and without the name of the plugin before it, as `Validations.of(x).acknowledge()` takes it. */
function plainName(rule: string): string {
  return rule.startsWith(`${PLUGIN_NAME}::`) ? rule.slice(PLUGIN_NAME.length + 2) : rule;
}
