import type { Stack } from 'aws-cdk-lib';
import { resourcesOf } from '../support/stacks';

interface RuleJson {
  EventPattern: object;
  State: string;
  Targets: { Arn: string; Input?: string; InputTransformer?: { InputPathsMap: { [name: string]: string }; InputTemplate: string } }[];
}

/** The rules of a stack, by the beginning of their logical id. */
export function rulesOf(stack: Stack, prefix = ''): RuleJson[] {
  return Object.entries(resourcesOf(stack, 'AWS::Events::Rule')).filter(([id]) => id.startsWith(prefix)).map(([, { Properties }]) => Properties as unknown as RuleJson);
}

/** What a target gets of an event, as EventBridge fills in the template. */
export function received({ Targets: [{ InputTransformer: transformer }] }: RuleJson, event: object): string {
  const { InputPathsMap: paths, InputTemplate: template } = transformer!;
  return JSON.parse(template.replace(/<([^>]+)>/g, (_, name: string) => String(at(paths[name], event)))) as string;
}

function at(path: string, event: object): unknown {
  return path.replace(/^\$\./, '').split(/\.|\[(\d+)\]/).filter((part) => part)
    .reduce<unknown>((value, name) => (value as { [name: string]: unknown } | undefined)?.[name], event);
}

interface AlarmJson {
  AlarmDescription: string;
  AlarmActions?: string[];
  OKActions?: string[];
  Namespace?: string;
  MetricName?: string;
  Threshold: number;
  EvaluationPeriods: number;
  ComparisonOperator: string;
  TreatMissingData: string;
  Metrics?: {
    Id: string;
    Expression?: string;
    ReturnData: boolean;
    MetricStat?: { Metric: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: string }[] }; Period: number; Stat: string };
  }[];
}

export function alarmsOf(stack: Stack): { [logicalId: string]: AlarmJson } {
  return Object.fromEntries(Object.entries(resourcesOf(stack, 'AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => [id, Properties as unknown as AlarmJson]));
}

export interface WidgetJson {
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  properties: { title?: string; markdown?: string; region?: string; metrics?: unknown[][]; alarms?: string[]; view?: string; stacked?: boolean };
}

/** The widgets of the one dashboard. */
export function widgetsOf(stack: Stack): WidgetJson[] {
  const [dashboard, ...more] = Object.values(resourcesOf(stack, 'AWS::CloudWatch::Dashboard'));
  expect(more).toEqual([]);
  return (JSON.parse(dashboard.Properties!.DashboardBody as string) as { widgets: WidgetJson[] }).widgets;
}
