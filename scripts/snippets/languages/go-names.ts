/** The packages of Go in which jsii-pacmak puts what assemblies export without a submodule. */
const PACKAGES: { readonly [assembly: string]: string } = {
  'aws-cdk-lib': 'awscdk',
  'cdk-s3-encryption': 'cdks3encryption',
  'constructs': 'constructs',
};

/** Where Go finds a type, by the name that jsii gives it: submodules are packages, and types within types have both names. */
export function splitName(fqn: string): { readonly packageName: string; readonly typeName: string } {
  const [assembly, ...names] = fqn.split('.');
  const first = names.findIndex((name) => /^[A-Z]/.test(name));
  const packageName = first === 0 ? PACKAGES[assembly] : names.slice(0, first).join('').replace(/_/g, '');
  return { packageName, typeName: names.slice(first).join('_') };
}

export function qualified(fqn: string): string {
  const { packageName, typeName } = splitName(fqn);
  return `${packageName}.${typeName}`;
}
