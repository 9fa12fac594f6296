// better-sqlite3 13 keeps references to strings, which Node-API allows from version 10 on. Electron before 35 has less.
// Included before its sources, this puts a string into an object of its own and refers to that. Only for development.
#pragma once
#include <node_api.h>

static const napi_type_tag jobdeck_string_box = {0x6a6f626465636b53ULL, 0x7472696e67426f78ULL};

static inline napi_status jobdeck_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type != napi_string) return napi_create_reference(env, value, count, result);
  napi_value box;
  if ((status = napi_create_object(env, &box)) != napi_ok) return status;
  if ((status = napi_type_tag_object(env, box, &jobdeck_string_box)) != napi_ok) return status;
  if ((status = napi_set_element(env, box, 0, value)) != napi_ok) return status;
  return napi_create_reference(env, box, count, result);
}

static inline napi_status jobdeck_get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  napi_status status = napi_get_reference_value(env, reference, result);
  if (status != napi_ok || *result == nullptr) return status;
  napi_valuetype type;
  if ((status = napi_typeof(env, *result, &type)) != napi_ok || type != napi_object) return status;
  bool is_box = false;
  status = napi_check_object_type_tag(env, *result, &jobdeck_string_box, &is_box);
  if (status != napi_ok || !is_box) return status;
  return napi_get_element(env, *result, 0, result);
}

#define napi_create_reference jobdeck_create_reference
#define napi_get_reference_value jobdeck_get_reference_value
