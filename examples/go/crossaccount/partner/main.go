// Command partner is the app of the account that a bucket and its key are shared with.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// PartnerStackProps is what the owner's outputs tell.
type PartnerStackProps struct {
	awscdk.StackProps
	BucketArn string
	KeyArn    string
}

// NewPartnerStack decides who in the partner's account uses what the owner shares with it.
func NewPartnerStack(scope constructs.Construct, id string, props *PartnerStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	application := awsiam.NewRole(stack, jsii.String("Application"), &awsiam.RoleProps{
		RoleName:  jsii.String("exchange"),
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
	})
	cdks3encryption.CrossAccountAccess_Read(&cdks3encryption.CrossAccountAccessProps{
		BucketArn:        &props.BucketArn,
		KeyArn:           &props.KeyArn,
		ObjectKeyPattern: jsii.String("outbox/*"),
	}).GrantTo(application)
	cdks3encryption.CrossAccountAccess_Write(&cdks3encryption.CrossAccountAccessProps{
		BucketArn:        &props.BucketArn,
		KeyArn:           &props.KeyArn,
		ObjectKeyPattern: jsii.String("inbox/*"),
	}).GrantTo(application)

	return stack
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	NewPartnerStack(app, "Partner", &PartnerStackProps{
		StackProps: awscdk.StackProps{Env: &awscdk.Environment{Account: jsii.String("444455556666"), Region: jsii.String("us-east-1")}},
		BucketArn:  "arn:aws:s3:::exchange-111122223333-eu-west-1",
		KeyArn:     "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
	})

	app.Synth(nil)
}
