/** What `--help` tells of the configuration; a spec holds it against the settings that there are. */
export const CONFIG_HELP = `Settings of the JSON file; relative paths are taken from its folder, except in environment variables:
  listen.host            address to listen on (0.0.0.0)                    RTR_LISTEN_HOST
  listen.port            port, 0 takes any free one (8443)                 RTR_LISTEN_PORT
  publicUrl              how vCenter and its hosts reach this server,      RTR_PUBLIC_URL
                         https://name:port (made of host and port)
  tls.keyFile            PEM file with the private key (required)          RTR_TLS_KEY_FILE
  tls.certificateFile    PEM file with the certificate (required)          RTR_TLS_CERTIFICATE_FILE
  dataDir                database, sealed passwords (required)             RTR_DATA_DIR
  masterKeyFile          key that seals them (dataDir/master.key);         RTR_MASTER_KEY_FILE
                         made at the first start
  bundleRoots            folders with iofilter-vaio7 and iofilter-vaio8    RTR_BUNDLE_ROOTS
                         (the replication product's own folders)
  bundleLimitMiB         largest bundle that is taken, in MiB (512)        RTR_BUNDLE_LIMIT_MIB
  bundleHttp.port        serves bundles over plain HTTP too, for           RTR_BUNDLE_HTTP_PORT
                         vCenters below 8.0.3 that do not trust the
                         certificate; 0 takes any free port (off)
  uiRoot                 built user interface (plugin-ui/dist)             RTR_UI_ROOT
  manifestRoot           manifests of the plug-in (manifest)               RTR_MANIFEST_ROOT
  slots                  clusters worked on at the same time, 1 - 10 (10)  RTR_SLOTS
  retrySeconds           from a try that failed to the next one (60)       RTR_RETRY_SECONDS
  policyName             name that the filter's own storage policy gets    RTR_POLICY_NAME
                         when it is made, 1 - 80 characters
                         (Real-Time Replication I/O Filter)
  policyTasks            virtual machines of one vCenter whose storage     RTR_POLICY_TASKS
                         policy changes at the same time, 1 - 128 (32)
  keepActivitiesDays     days after which an activity that has ended is    RTR_KEEP_ACTIVITIES_DAYS
                         deleted with what it recorded, 1 - 3650 (365);
                         the newest restore point of each cluster and
                         the audit log stay
  logLevel               trace, debug, info, warn, error, fatal or         RTR_LOG_LEVEL
                         silent (info)
  vcenters               written by "npm run add-vcenter": for each one
                         vcGuid, name, url, certificateFile and
                         serviceAccount.userName; its password lies
                         sealed in the data folder

A value in brackets is the default. An environment variable overrides the file; RTR_BUNDLE_ROOTS is a list like PATH.`;
