import type { ModelDeclaration } from '../database/model.js';

/** The server itself: sequencers, users, settings, messages. */
export const SITE_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'rig',
    key: 'name',
    boolean: 'updateflag',
    json: 'alarms updateCommand version',
    text:
      'name comments display_state ftppassword ftprootdir ftpserver ftpusername host_address last_clean_date ' +
      'last_experiment last_init_date serial state type updatehome',
    one: { location: 'location.rig' },
  },
  { name: 'location', integer: 'id', boolean: 'defaultlocation', text: 'name comments' },
  {
    name: 'user',
    integer: 'id',
    boolean: 'is_active',
    datetime: 'date_joined last_login',
    text: 'email first_name last_name username',
    unique: [['username']],
  },
  {
    name: 'userprofile',
    integer: 'id',
    boolean: 'is_password_valid needs_activation',
    datetime: 'last_password_changed_on last_read_news_post',
    text: 'name note phone_number title',
    one: { user: 'user.userprofile' },
    unique: [['user']],
  },
  {
    name: 'globalconfig',
    integer: 'id password_max_age records_to_display',
    boolean:
      'auto_archive_ack auto_archive_enable check_news_posts cluster_auto_disable enable_auto_pkg_dl ' +
      'enable_auto_security enable_compendia_OCP enable_nightly_email enable_support_upload ' +
      'enable_version_lock mark_duplicates realign selected telemetry_enabled',
    text:
      'name base_recalibration_mode default_flow_order default_library_key default_storage_options ' +
      'default_test_fragment_key majorPlatform plugin_output_folder sec_update_status site_name ' +
      'ts_update_status web_root',
  },
  { name: 'fileserver', integer: 'id', float: 'percentfull', text: 'name comments filesPrefix' },
  { name: 'message', integer: 'id level', datetime: 'time', text: 'body expires route status tags' },
  { name: 'eventlog', integer: 'id object_pk', datetime: 'created', text: 'text username' },
  { name: 'clusterinfohistory', integer: 'id', datetime: 'created', text: 'name text username' },
  {
    name: 'datamanagementhistory',
    integer: 'id object_pk',
    datetime: 'created',
    text: 'resultsName text username',
  },
  { name: 'emailaddress', integer: 'id', boolean: 'selected', text: 'email' },
  {
    name: 'filemonitor',
    integer: 'id',
    datetime: 'created updated',
    text: 'celery_task_id local_dir md5sum name progress size status tags url',
  },
  {
    name: 'ionmeshnode',
    integer: 'id',
    boolean: 'active',
    text: 'apikey_local apikey_remote hostname name system_id',
  },
  { name: 'log', integer: 'id', datetime: 'timeStamp', json: 'upload', text: 'text' },
  { name: 'monitordata', integer: 'id', json: 'treeDat', text: 'name' },
  { name: 'prepopulatedplanningsession', integer: 'id', json: 'payload' },
  {
    name: 'supportupload',
    integer: 'id',
    datetime: 'created',
    text: 'contact_email description',
    json: 'result',
  },
];
