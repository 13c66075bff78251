import { parseJsonText, Text, type Value } from '../../../template';

/**
 * What JSON text of a template says, as `Stack.toJsonString()` writes it: functions stand within its strings, or in the
 * place of a number, a list or a map. Nothing if it is no JSON.
 */
export function parsedJson(text: string | Text): Value | undefined {
  const parts = typeof text === 'string' ? [text] : text.parts;
  return parseJsonText(parts.map((part) => (typeof part === 'string' ? part : { means: part })), (pieces) => Text.of(...pieces)) as Value | undefined;
}
