/**
 * Writes the accounts that deliver logs of load balancers, from the Region data of aws-cdk-lib: rules read it where aws-cdk-lib is
 * not installed.
 */
import * as fs from 'fs';
import * as path from 'path';
import { RegionInfo } from 'aws-cdk-lib/region-info';

const FILE = path.join(__dirname, '..', 'src', 'services', 'load-balancer-accounts.ts');

const accounts = RegionInfo.regions.flatMap(({ name, elbv2Account }) => (elbv2Account === undefined ? [] : [`  ['${name}', '${elbv2Account}'],`]));

fs.writeFileSync(FILE, `// Generated from the RegionInfo of aws-cdk-lib by "npx projen services:load-balancer-accounts".

/**
 * The accounts that a policy can name in place of the service principal of Elastic Load Balancing. Regions since August 2022
 * have none.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const LOAD_BALANCER_ACCOUNTS: ReadonlyMap<string, string> = new Map([
${accounts.join('\n')}
]);
`);
