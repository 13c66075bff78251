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
   * A dashboard that is there already, and gets the sections below what it has.
   *
   * @default - a new one
   */
  readonly dashboard?: cloudwatch.Dashboard;

  /**
   * The name of the dashboard that is made here.
   *
   * @default - assigned by CloudFormation
   */
  readonly dashboardName?: string;
}

/**
 * A dashboard of the encryption of buckets: alarms, uploads by applied encryption, the request quota of AWS KMS, requests
 * with each key, and replication.
 *
 * For each bucket there is one row, after an index of all. A dashboard has room for about 120 buckets: 500 widgets.
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
   * @throws if a dashboard that is made elsewhere is to get a name
   */
  constructor(scope: Construct, id: string, props: EncryptionDashboardProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_DASHBOARD_PROPS);
    if (props.dashboard && props.dashboardName !== undefined) {
      throw refusal(this, `dashboardName ${props.dashboardName} is not for the dashboard ${props.dashboard.node.path}, which is made elsewhere`,
        'name it there, or leave dashboard out');
    }
    this.dashboard = props.dashboard ?? new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName, defaultInterval: Duration.days(1),
    });
    once(this.dashboard, 'sections for all', () => this.addRows([...titleSection(), ...accountSection()]));
  }

  /**
   * Shows alarms.
   *
   * @param alarms The alarms
   */
  public addAlarms(...alarms: cloudwatch.IAlarm[]): void {
    this.addRows(alarmSection(alarms));
  }

  /**
   * Shows buckets: an index of them, and a row for each.
   *
   * @param buckets The buckets, and what is known of them
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
