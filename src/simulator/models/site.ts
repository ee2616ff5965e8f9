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
  },
  {
    name: 'userprofile',
    integer: 'id',
    boolean: 'is_password_valid needs_activation',
    datetime: 'last_password_changed_on last_read_news_post',
    text: 'name note phone_number title',
    one: { user: 'user.userprofile' },
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
];
