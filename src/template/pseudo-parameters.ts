import { Environment } from './environment';
import { AccountHole, NameHole } from './holes';
import { ABSENT, Hole, Text, Unknown, Value } from './value';

/** What a pseudo parameter depends on. */
export interface PseudoParameterContext {
  readonly template: string;
  readonly stackName: string | undefined;
  readonly environment: Environment;
}

/** The pseudo parameters that depend on nothing but the environment. */
export type EnvironmentParameter = 'AWS::AccountId' | 'AWS::Region' | 'AWS::Partition' | 'AWS::URLSuffix';

/**
 * The value of a pseudo parameter that depends on the environment.
 *
 * What the environment does not tell is a hole. Like the CDK, we take accounts that are not known for one and the same
 * account, and Regions of one account that are not known for one and the same Region.
 */
export function environmentText(name: EnvironmentParameter, { account, region, partition, urlSuffix }: Environment): string | Text {
  switch (name) {
    case 'AWS::AccountId': return account ?? Text.of(new AccountHole(name, written(name)));
    case 'AWS::Region': return region ?? Text.of(holeOfAccount(name, account));
    case 'AWS::Partition': return partition ?? Text.of(holeOfAccount(name, account));
    case 'AWS::URLSuffix': return urlSuffix ?? Text.of(holeOfAccount(name, account));
  }
}

/**
 * The value of a pseudo parameter, if there is one of that name.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(name: string, context: PseudoParameterContext): Value | undefined {
  const { environment } = context;
  switch (name) {
    case 'AWS::AccountId':
    case 'AWS::Region':
    case 'AWS::Partition':
    case 'AWS::URLSuffix': return environmentText(name, environment);
    case 'AWS::StackName': return stackName(context);
    case 'AWS::StackId': return Text.of(
      'arn:', environmentText('AWS::Partition', environment), ':cloudformation:', environmentText('AWS::Region', environment),
      ':', environmentText('AWS::AccountId', environment), ':stack/', stackName(context), '/', new NameHole(`${context.template}/AWS::StackId`, written('AWS::StackId')),
    );
    case 'AWS::NotificationARNs': return new Unknown(`${name} is known at deployment`, new Hole(`${context.template}/${name}`, written(name)));
    case 'AWS::NoValue': return ABSENT;
    default: return undefined;
  }
}

function stackName(context: PseudoParameterContext): string | Text {
  return context.stackName ?? Text.of(new NameHole(`${context.template}/AWS::StackName`, written('AWS::StackName')));
}

function holeOfAccount(name: string, account: string | undefined): Hole {
  return new NameHole(account === undefined ? name : `${name} of ${account}`, written(name));
}

function written(name: string): string {
  return `\${${name}}`;
}
