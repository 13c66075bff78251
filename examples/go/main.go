// Command encrypted-buckets is a CDK app with one stack for each kind of encryption, and a careless one.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	// Looks at the final templates of every stack, whoever wrote their buckets.
	awscdk.Validations_Of(app).AddPlugins(cdks3encryption.NewS3EncryptionChecks(app, nil))

	NewSseS3Stack(app, "SseS3")
	NewSseKmsStack(app, "SseKms")
	NewSseKmsAwsManagedStack(app, "SseKmsAwsManaged")
	NewDsseKmsStack(app, "DsseKms")
	NewDsseKmsAwsManagedStack(app, "DsseKmsAwsManaged")
	NewLogsStack(app, "Logs")

	// Replication refers from one Region to another, so these two say where they are.
	replicas := NewReplicasStack(app, "Replicas", &awscdk.StackProps{Env: environment("eu-central-1")})
	NewOriginalsStack(app, "Originals", &OriginalsStackProps{
		StackProps: awscdk.StackProps{Env: environment("eu-west-1")},
		Replicas:   replicas.Bucket,
	})

	// Everything that the checks report is in this one.
	NewCarelessStack(app, "Careless")

	app.Synth(nil)
}

func environment(region string) *awscdk.Environment {
	return &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String(region)}
}
