export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What the references of a template stand for after deployment. */
export interface References {
  ref(name: string): Json;
  attribute(logicalId: string, attribute: string): Json;
  /** Without it, values of other stacks stay as they are written. */
  imported?(exportName: string): Json;
  output?(stackName: string, outputName: string): Json;
}

/**
 * A value of a template as it would stand after deployment. Kept apart from what the library itself uses to read
 * templates, so that the one can check the other.
 */
export function literal(value: Json, references: References): Json {
  const inner = (one: Json) => literal(one, references);
  if (Array.isArray(value)) { return value.map(inner); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [intrinsic] = Object.keys(value);
  const argument: any = value[intrinsic];
  switch (intrinsic) {
    case 'Ref': return references.ref(argument);
    case 'Fn::GetAtt': return references.attribute(...attributeOf(argument));
    case 'Fn::Join': return (inner(argument[1]) as string[]).join(argument[0]);
    case 'Fn::Select': return (inner(argument[1]) as Json[])[Number(argument[0])];
    case 'Fn::Split': return String(inner(argument[1])).split(argument[0]);
    case 'Fn::Sub': return substituted(argument, references);
    case 'Fn::ImportValue': if (references.imported) { return references.imported(String(inner(argument))); } break;
    case 'Fn::GetStackOutput': if (references.output) { return references.output(argument.StackName, argument.OutputName); } break;
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]));
}

interface Place { readonly account: string; readonly region: string; readonly stackName?: string }

/** The values of pseudo parameters in a stack. */
export function pseudoParameters({ account, region, stackName }: Place): { [name: string]: string } {
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    ...stackName === undefined ? {} : {
      'AWS::StackName': stackName,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/uuid-of-${stackName}`,
    },
  };
}

function substituted(argument: string | [string, { [name: string]: Json }], references: References): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return text.replace(/\$\{([^}]+)\}/g, (written, name: string) => {
    if (name.startsWith('!')) { return written.replace('!', ''); }
    if (name in variables) { return String(literal(variables[name], references)); }
    return String(name.includes('.') ? references.attribute(...attributeOf(name)) : references.ref(name));
  });
}

/** `Fn::GetAtt` is a list or, in YAML, a text. */
function attributeOf(argument: string | [string, string]): [logicalId: string, attribute: string] {
  if (Array.isArray(argument)) { return argument; }
  const dot = argument.indexOf('.');
  return [argument.slice(0, dot), argument.slice(dot + 1)];
}
