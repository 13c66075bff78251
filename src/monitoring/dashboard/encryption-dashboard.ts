import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accountSection } from './account-section';
import { alarmSection } from './alarm-section';
import { bucketSection } from './bucket-section';
import type { DashboardBucket } from './dashboard-bucket';
import { indexSection } from './index-section';
import { titleSection } from './title-section';
import { refusal } from '../../cdk';
import { assertShape } from '../../shapes';
import { once } from '../private/once';
import { DASHBOARD_BUCKET, ENCRYPTION_DASHBOARD_PROPS } from '../private/shapes';

/**
 * Properties of an `EncryptionDashboard`.
 */
export interface EncryptionDashboardProps {
  /**
   * An existing dashboard. The construct adds its sections below the existing widgets.
   *
   * @default - a new dashboard
   */
  readonly dashboard?: cloudwatch.Dashboard;

  /**
   * The name of the dashboard that this construct creates.
   *
   * @default - assigned by CloudFormation
   */
  readonly dashboardName?: string;
}

/**
 * A CloudWatch dashboard for the encryption of buckets.
 *
 * It shows alarms, uploads by applied encryption, use of the AWS KMS request quota, requests with each key, and replication.
 * An index lists all buckets, followed by one row for each bucket. A dashboard can show about 120 buckets, because it is limited to 500
 * widgets.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const dashboard = new EncryptionDashboard(this, 'Dashboard', { dashboardName: 's3-encryption' });
 * dashboard.addBuckets({
 *   bucketName: bucket.bucketName,
 *   algorithm: SseAlgorithm.SSE_KMS,
 *   keyArn: bucket.encryptionKey!.keyArn,
 * });
 */
export class EncryptionDashboard extends Construct {
  /** The dashboard. */
  public readonly dashboard: cloudwatch.Dashboard;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if both `dashboard` and `dashboardName` are set
   */
  constructor(scope: Construct, id: string, props: EncryptionDashboardProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_DASHBOARD_PROPS);
    if (props.dashboard && props.dashboardName !== undefined) {
      throw refusal(this, `dashboardName ${props.dashboardName} cannot be set for the existing dashboard ${props.dashboard.node.path}`,
        'set the name where that dashboard is created, or omit dashboard');
    }
    this.dashboard = props.dashboard ?? new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName, defaultInterval: Duration.days(1),
    });
    once(this.dashboard, 'sections for all', () => this.addRows([...titleSection(), ...accountSection()]));
  }

  /**
   * Adds alarms to the dashboard.
   *
   * @param alarms The alarms
   */
  public addAlarms(...alarms: cloudwatch.IAlarm[]): void {
    this.addRows(alarmSection(alarms));
  }

  /**
   * Adds buckets to the dashboard: an index, and a row for each bucket.
   *
   * @param buckets The buckets, with the properties to show
   */
  public addBuckets(...buckets: DashboardBucket[]): void {
    for (const bucket of buckets) { assertShape(this.node.path, bucket, DASHBOARD_BUCKET); }
    if (buckets.length === 0) { return; }
    this.addRows([...indexSection(buckets), ...buckets.flatMap(bucketSection)]);
  }

  private addRows(rows: cloudwatch.IWidget[][]): void {
    for (const row of rows) { this.dashboard.addWidgets(...row); }
  }
}
