export const catalog = {
  "entities": {
    "contact": {
      "id": 7,
      "label": {
        "zh-CN": "联系人",
        "en": "Contact"
      },
      "fields": {
        "customer": {
          "id": 1,
          "type": "reference",
          "label": {
            "zh-CN": "客户",
            "en": "Customer"
          },
          "refers_to": "customer",
          "section": "identity",
          "hidden": true,
          "required": true
        },
        "name": {
          "id": 2,
          "type": "text",
          "label": {
            "zh-CN": "联系人",
            "en": "Name"
          },
          "section": "identity",
          "required": true
        },
        "title": {
          "id": 3,
          "type": "text",
          "label": {
            "zh-CN": "职务",
            "en": "Title"
          },
          "section": "identity"
        },
        "form_of_address": {
          "id": 4,
          "type": "text",
          "label": {
            "zh-CN": "称呼",
            "en": "Form of address"
          },
          "section": "identity"
        },
        "is_primary": {
          "id": 5,
          "type": "boolean",
          "label": {
            "zh-CN": "主联系人",
            "en": "Main contact"
          },
          "section": "identity"
        },
        "decision_role": {
          "id": 6,
          "type": "enumeration",
          "label": {
            "zh-CN": "决策角色",
            "en": "Role in decisions"
          },
          "enum": "decision_role",
          "section": "identity"
        },
        "decision_order": {
          "id": 7,
          "type": "integer",
          "label": {
            "zh-CN": "决策链次序",
            "en": "Place in the decision chain"
          },
          "section": "identity"
        },
        "phone": {
          "id": 8,
          "type": "text",
          "label": {
            "zh-CN": "联系方式",
            "en": "Phone"
          },
          "section": "contact_data"
        },
        "email": {
          "id": 9,
          "type": "text",
          "label": {
            "zh-CN": "邮箱",
            "en": "E-mail"
          },
          "section": "contact_data"
        },
        "wechat": {
          "id": 10,
          "type": "text",
          "label": {
            "zh-CN": "微信",
            "en": "WeChat"
          },
          "section": "contact_data"
        },
        "preferred_channels": {
          "id": 11,
          "type": "set",
          "label": {
            "zh-CN": "偏好渠道",
            "en": "Preferred channels"
          },
          "enum": "channel",
          "section": "preferences"
        },
        "preferred_times": {
          "id": 12,
          "type": "text",
          "label": {
            "zh-CN": "偏好时间",
            "en": "Preferred times"
          },
          "section": "preferences"
        },
        "visit_consent": {
          "id": 13,
          "type": "boolean",
          "label": {
            "zh-CN": "同意上门拜访",
            "en": "Agrees to visits"
          },
          "section": "preferences"
        },
        "birthday": {
          "id": 14,
          "type": "date",
          "label": {
            "zh-CN": "生日",
            "en": "Birthday"
          },
          "section": "preferences"
        },
        "preferences": {
          "id": 15,
          "type": "text",
          "label": {
            "zh-CN": "个人偏好",
            "en": "Personal preferences"
          },
          "section": "preferences",
          "multiline": true
        },
        "departed": {
          "id": 16,
          "type": "boolean",
          "label": {
            "zh-CN": "已离职",
            "en": "Has left"
          },
          "section": "other"
        },
        "note": {
          "id": 17,
          "type": "text",
          "label": {
            "zh-CN": "备注",
            "en": "Remark"
          },
          "section": "other",
          "multiline": true
        },
        "custom": {
          "id": 18,
          "type": "map",
          "label": {
            "zh-CN": "自定义",
            "en": "Custom"
          },
          "section": "other"
        }
      }
    },
    "custom_field": {
      "id": 5,
      "label": {
        "zh-CN": "自定义字段",
        "en": "Custom field"
      },
      "fields": {
        "entity": {
          "id": 1,
          "type": "enumeration",
          "label": {
            "zh-CN": "所属表",
            "en": "Belongs to"
          },
          "enum": "custom_target",
          "section": "identity",
          "required": true
        },
        "key": {
          "id": 2,
          "type": "text",
          "label": {
            "zh-CN": "键",
            "en": "Key"
          },
          "section": "identity",
          "required": true
        },
        "type": {
          "id": 3,
          "type": "enumeration",
          "label": {
            "zh-CN": "类型",
            "en": "Type"
          },
          "enum": "custom_type",
          "section": "identity",
          "required": true
        },
        "label_zh": {
          "id": 4,
          "type": "text",
          "label": {
            "zh-CN": "中文名称",
            "en": "Chinese label"
          },
          "section": "identity",
          "required": true
        },
        "label_en": {
          "id": 5,
          "type": "text",
          "label": {
            "zh-CN": "英文名称",
            "en": "English label"
          },
          "section": "identity"
        },
        "choices": {
          "id": 6,
          "type": "set",
          "label": {
            "zh-CN": "选项",
            "en": "Choices"
          },
          "section": "identity"
        },
        "position": {
          "id": 7,
          "type": "integer",
          "label": {
            "zh-CN": "次序",
            "en": "Position"
          },
          "section": "other"
        },
        "retired": {
          "id": 8,
          "type": "boolean",
          "label": {
            "zh-CN": "停用",
            "en": "Retired"
          },
          "section": "other"
        }
      }
    },
    "customer": {
      "id": 6,
      "label": {
        "zh-CN": "客户",
        "en": "Customer"
      },
      "fields": {
        "code": {
          "id": 1,
          "type": "text",
          "label": {
            "zh-CN": "客户编号",
            "en": "Code"
          },
          "section": "identity"
        },
        "provisional_code": {
          "id": 2,
          "type": "text",
          "label": {
            "zh-CN": "临时编号",
            "en": "Provisional code"
          },
          "section": "identity",
          "hidden": true
        },
        "name": {
          "id": 3,
          "type": "text",
          "label": {
            "zh-CN": "客户名称",
            "en": "Name"
          },
          "section": "identity",
          "required": true
        },
        "kind": {
          "id": 4,
          "type": "enumeration",
          "label": {
            "zh-CN": "客户性质",
            "en": "Kind"
          },
          "enum": "customer_kind",
          "section": "identity"
        },
        "aliases": {
          "id": 5,
          "type": "set",
          "label": {
            "zh-CN": "别名",
            "en": "Also known as"
          },
          "section": "identity"
        },
        "credit_code": {
          "id": 6,
          "type": "text",
          "label": {
            "zh-CN": "统一社会信用代码",
            "en": "Unified social credit code"
          },
          "section": "identity"
        },
        "industry": {
          "id": 7,
          "type": "text",
          "label": {
            "zh-CN": "所属行业",
            "en": "Industry"
          },
          "section": "identity"
        },
        "staff_count": {
          "id": 8,
          "type": "integer",
          "label": {
            "zh-CN": "员工数",
            "en": "Staff"
          },
          "section": "identity"
        },
        "annual_revenue": {
          "id": 9,
          "type": "money",
          "label": {
            "zh-CN": "年营收",
            "en": "Annual revenue"
          },
          "section": "identity"
        },
        "main_business": {
          "id": 10,
          "type": "text",
          "label": {
            "zh-CN": "主营业务",
            "en": "Main business"
          },
          "section": "identity",
          "multiline": true
        },
        "source_channel": {
          "id": 11,
          "type": "enumeration",
          "label": {
            "zh-CN": "来源渠道",
            "en": "Source"
          },
          "enum": "source_channel",
          "section": "identity"
        },
        "referred_by": {
          "id": 12,
          "type": "reference",
          "label": {
            "zh-CN": "转介绍人",
            "en": "Referred by"
          },
          "refers_to": "customer",
          "section": "identity"
        },
        "anniversary_on": {
          "id": 13,
          "type": "date",
          "label": {
            "zh-CN": "公司周年日",
            "en": "Company anniversary"
          },
          "section": "identity"
        },
        "size_band": {
          "id": 14,
          "type": "enumeration",
          "label": {
            "zh-CN": "规模",
            "en": "Size"
          },
          "enum": "size_band",
          "section": "labels"
        },
        "urgency": {
          "id": 15,
          "type": "enumeration",
          "label": {
            "zh-CN": "紧急度",
            "en": "Urgency"
          },
          "enum": "level",
          "section": "labels"
        },
        "potential_class": {
          "id": 16,
          "type": "enumeration",
          "label": {
            "zh-CN": "潜力等级",
            "en": "Potential"
          },
          "enum": "potential_class",
          "section": "labels"
        },
        "stage": {
          "id": 17,
          "type": "enumeration",
          "label": {
            "zh-CN": "销售阶段",
            "en": "Stage"
          },
          "enum": "funnel_stage",
          "section": "labels"
        },
        "intention_evidence": {
          "id": 18,
          "type": "set",
          "label": {
            "zh-CN": "意向依据",
            "en": "Evidence of intention"
          },
          "enum": "intention_evidence",
          "section": "labels"
        },
        "customer_class": {
          "id": 19,
          "type": "enumeration",
          "label": {
            "zh-CN": "客户类别",
            "en": "Class"
          },
          "enum": "customer_class",
          "section": "labels"
        },
        "value_level": {
          "id": 20,
          "type": "enumeration",
          "label": {
            "zh-CN": "客户价值等级",
            "en": "Value"
          },
          "enum": "level",
          "section": "labels"
        },
        "risk_level": {
          "id": 21,
          "type": "enumeration",
          "label": {
            "zh-CN": "合作风险等级",
            "en": "Risk"
          },
          "enum": "level",
          "section": "labels"
        },
        "relationship": {
          "id": 22,
          "type": "enumeration",
          "label": {
            "zh-CN": "客户类型",
            "en": "Relationship"
          },
          "enum": "relationship",
          "section": "labels"
        },
        "status": {
          "id": 23,
          "type": "enumeration",
          "label": {
            "zh-CN": "客户当前状态",
            "en": "Current state"
          },
          "enum": "customer_status",
          "section": "labels"
        },
        "tags": {
          "id": 24,
          "type": "set",
          "label": {
            "zh-CN": "标签",
            "en": "Tags"
          },
          "section": "labels"
        },
        "industry_standing": {
          "id": 25,
          "type": "integer",
          "label": {
            "zh-CN": "行业地位",
            "en": "Standing in the industry"
          },
          "section": "labels"
        },
        "growth_potential": {
          "id": 26,
          "type": "integer",
          "label": {
            "zh-CN": "增长潜力",
            "en": "Growth potential"
          },
          "section": "labels"
        },
        "cooperation_depth": {
          "id": 27,
          "type": "integer",
          "label": {
            "zh-CN": "合作深度",
            "en": "Depth of cooperation"
          },
          "section": "labels"
        },
        "growing_industry": {
          "id": 28,
          "type": "boolean",
          "label": {
            "zh-CN": "新兴行业",
            "en": "Growing industry"
          },
          "section": "labels"
        },
        "initial_need": {
          "id": 29,
          "type": "text",
          "label": {
            "zh-CN": "初步需求",
            "en": "Initial need"
          },
          "section": "need",
          "multiline": true
        },
        "pain_points": {
          "id": 30,
          "type": "text",
          "label": {
            "zh-CN": "业务痛点",
            "en": "Pain points"
          },
          "section": "need",
          "multiline": true
        },
        "wanted_products": {
          "id": 31,
          "type": "text",
          "label": {
            "zh-CN": "采购产品类型",
            "en": "Products wanted"
          },
          "section": "need",
          "multiline": true
        },
        "service_cycle": {
          "id": 32,
          "type": "text",
          "label": {
            "zh-CN": "服务周期",
            "en": "Service cycle"
          },
          "section": "need"
        },
        "budget_from": {
          "id": 33,
          "type": "money",
          "label": {
            "zh-CN": "预算下限",
            "en": "Budget from"
          },
          "section": "need"
        },
        "budget_to": {
          "id": 34,
          "type": "money",
          "label": {
            "zh-CN": "预算上限",
            "en": "Budget to"
          },
          "section": "need"
        },
        "decision_process": {
          "id": 35,
          "type": "text",
          "label": {
            "zh-CN": "决策流程",
            "en": "How they decide"
          },
          "section": "need",
          "multiline": true
        },
        "decision_cycle": {
          "id": 36,
          "type": "text",
          "label": {
            "zh-CN": "决策周期",
            "en": "Time to decide"
          },
          "section": "need"
        },
        "competitors": {
          "id": 37,
          "type": "set",
          "label": {
            "zh-CN": "竞品",
            "en": "Competitors"
          },
          "section": "need"
        },
        "focus": {
          "id": 38,
          "type": "set",
          "label": {
            "zh-CN": "关注重点",
            "en": "Cares about"
          },
          "enum": "focus",
          "section": "preferences"
        },
        "buying_type": {
          "id": 39,
          "type": "enumeration",
          "label": {
            "zh-CN": "敏感类型",
            "en": "Buying type"
          },
          "enum": "buying_type",
          "section": "preferences"
        },
        "communication_preference": {
          "id": 40,
          "type": "text",
          "label": {
            "zh-CN": "沟通偏好",
            "en": "Communication preference"
          },
          "section": "preferences"
        },
        "preferred_channels": {
          "id": 41,
          "type": "set",
          "label": {
            "zh-CN": "渠道偏好",
            "en": "Preferred channels"
          },
          "enum": "channel",
          "section": "preferences"
        },
        "purchase_preference": {
          "id": 42,
          "type": "text",
          "label": {
            "zh-CN": "购买偏好",
            "en": "Purchase preference"
          },
          "section": "preferences",
          "multiline": true
        },
        "personal_preference": {
          "id": 43,
          "type": "text",
          "label": {
            "zh-CN": "个人偏好",
            "en": "Personal preference"
          },
          "section": "preferences",
          "multiline": true
        },
        "province": {
          "id": 44,
          "type": "text",
          "label": {
            "zh-CN": "省份",
            "en": "Province"
          },
          "section": "place"
        },
        "city": {
          "id": 45,
          "type": "text",
          "label": {
            "zh-CN": "城市",
            "en": "City"
          },
          "section": "place"
        },
        "address": {
          "id": 46,
          "type": "text",
          "label": {
            "zh-CN": "地址",
            "en": "Address"
          },
          "section": "place"
        },
        "latitude": {
          "id": 47,
          "type": "real",
          "label": {
            "zh-CN": "纬度",
            "en": "Latitude"
          },
          "section": "place",
          "hidden": true
        },
        "longitude": {
          "id": 48,
          "type": "real",
          "label": {
            "zh-CN": "经度",
            "en": "Longitude"
          },
          "section": "place",
          "hidden": true
        },
        "location_accuracy": {
          "id": 49,
          "type": "real",
          "label": {
            "zh-CN": "定位精度",
            "en": "Accuracy of the position"
          },
          "section": "place",
          "hidden": true
        },
        "owner": {
          "id": 50,
          "type": "reference",
          "label": {
            "zh-CN": "负责人",
            "en": "Owner"
          },
          "refers_to": "user",
          "section": "ownership",
          "required": true
        },
        "collaborators": {
          "id": 51,
          "type": "set",
          "label": {
            "zh-CN": "协同人员",
            "en": "Collaborators"
          },
          "refers_to": "user",
          "section": "ownership"
        },
        "filed_on": {
          "id": 52,
          "type": "date",
          "label": {
            "zh-CN": "建档日期",
            "en": "Filed on"
          },
          "section": "ownership",
          "required": true
        },
        "filed_by": {
          "id": 53,
          "type": "reference",
          "label": {
            "zh-CN": "建档人",
            "en": "Filed by"
          },
          "refers_to": "user",
          "section": "ownership",
          "hidden": true
        },
        "first_contact_on": {
          "id": 54,
          "type": "date",
          "label": {
            "zh-CN": "首次接触日期",
            "en": "First contact"
          },
          "section": "cooperation"
        },
        "cooperation_start": {
          "id": 55,
          "type": "date",
          "label": {
            "zh-CN": "合作起始时间",
            "en": "Cooperation since"
          },
          "section": "cooperation"
        },
        "current_products": {
          "id": 56,
          "type": "text",
          "label": {
            "zh-CN": "当前合作产品/服务",
            "en": "Current products and services"
          },
          "section": "cooperation",
          "multiline": true
        },
        "contract_term": {
          "id": 57,
          "type": "text",
          "label": {
            "zh-CN": "合同周期",
            "en": "Contract term"
          },
          "section": "cooperation"
        },
        "payment_state": {
          "id": 58,
          "type": "text",
          "label": {
            "zh-CN": "付款情况",
            "en": "Payment"
          },
          "section": "cooperation"
        },
        "renewal_intention": {
          "id": 59,
          "type": "enumeration",
          "label": {
            "zh-CN": "续约意向",
            "en": "Intention to renew"
          },
          "enum": "level",
          "section": "cooperation"
        },
        "satisfaction": {
          "id": 60,
          "type": "enumeration",
          "label": {
            "zh-CN": "满意度",
            "en": "Satisfaction"
          },
          "enum": "satisfaction",
          "section": "cooperation"
        },
        "satisfaction_score": {
          "id": 61,
          "type": "integer",
          "label": {
            "zh-CN": "满意度评分",
            "en": "Satisfaction score"
          },
          "section": "cooperation"
        },
        "growth_archive": {
          "id": 62,
          "type": "text",
          "label": {
            "zh-CN": "客户成长档案",
            "en": "Growth archive"
          },
          "section": "cooperation",
          "multiline": true
        },
        "won_at": {
          "id": 63,
          "type": "timestamp",
          "label": {
            "zh-CN": "成交时间",
            "en": "Won at"
          },
          "section": "after_win"
        },
        "first_amount": {
          "id": 64,
          "type": "money",
          "label": {
            "zh-CN": "首次合作金额",
            "en": "First amount"
          },
          "section": "after_win"
        },
        "contract_expires_on": {
          "id": 65,
          "type": "date",
          "label": {
            "zh-CN": "合同到期日",
            "en": "Contract expires"
          },
          "section": "after_win"
        },
        "service_contact": {
          "id": 66,
          "type": "reference",
          "label": {
            "zh-CN": "服务对接人",
            "en": "Service contact"
          },
          "refers_to": "user",
          "section": "after_win"
        },
        "verification_status": {
          "id": 67,
          "type": "enumeration",
          "label": {
            "zh-CN": "核实状态",
            "en": "Verification"
          },
          "enum": "verification_status",
          "section": "verification"
        },
        "verification_method": {
          "id": 68,
          "type": "enumeration",
          "label": {
            "zh-CN": "核实方式",
            "en": "Verified through"
          },
          "enum": "verification_method",
          "section": "verification"
        },
        "verified_by": {
          "id": 69,
          "type": "reference",
          "label": {
            "zh-CN": "核实人",
            "en": "Verified by"
          },
          "refers_to": "user",
          "section": "verification"
        },
        "verified_at": {
          "id": 70,
          "type": "timestamp",
          "label": {
            "zh-CN": "核实时间",
            "en": "Verified at"
          },
          "section": "verification"
        },
        "verification_note": {
          "id": 71,
          "type": "text",
          "label": {
            "zh-CN": "核实说明",
            "en": "Note on verification"
          },
          "section": "verification"
        },
        "profile_confirmed_at": {
          "id": 72,
          "type": "timestamp",
          "label": {
            "zh-CN": "档案确认时间",
            "en": "File confirmed"
          },
          "section": "verification",
          "hidden": true
        },
        "note": {
          "id": 73,
          "type": "text",
          "label": {
            "zh-CN": "备注",
            "en": "Remark"
          },
          "section": "other",
          "multiline": true
        },
        "custom": {
          "id": 74,
          "type": "map",
          "label": {
            "zh-CN": "自定义",
            "en": "Custom"
          },
          "section": "other"
        }
      }
    },
    "device": {
      "id": 4,
      "label": {
        "zh-CN": "设备",
        "en": "Device"
      },
      "fields": {
        "user": {
          "id": 1,
          "type": "reference",
          "label": {
            "zh-CN": "使用人",
            "en": "User"
          },
          "refers_to": "user",
          "section": "identity",
          "required": true
        },
        "number": {
          "id": 2,
          "type": "integer",
          "label": {
            "zh-CN": "设备号",
            "en": "Number"
          },
          "section": "identity",
          "required": true
        },
        "name": {
          "id": 3,
          "type": "text",
          "label": {
            "zh-CN": "设备名称",
            "en": "Device"
          },
          "section": "identity",
          "required": true
        },
        "platform": {
          "id": 4,
          "type": "enumeration",
          "label": {
            "zh-CN": "平台",
            "en": "Platform"
          },
          "enum": "platform",
          "section": "identity"
        },
        "app_version": {
          "id": 5,
          "type": "text",
          "label": {
            "zh-CN": "应用版本",
            "en": "App version"
          },
          "section": "identity"
        },
        "enrolled_at": {
          "id": 6,
          "type": "timestamp",
          "label": {
            "zh-CN": "登记时间",
            "en": "Enrolled"
          },
          "section": "other"
        },
        "last_contact_at": {
          "id": 7,
          "type": "timestamp",
          "label": {
            "zh-CN": "最近联系",
            "en": "Last contact"
          },
          "section": "other"
        },
        "complete_to": {
          "id": 8,
          "type": "timestamp",
          "label": {
            "zh-CN": "数据完整至",
            "en": "Complete to"
          },
          "section": "other"
        },
        "revoked_at": {
          "id": 9,
          "type": "timestamp",
          "label": {
            "zh-CN": "注销时间",
            "en": "Revoked"
          },
          "section": "other"
        }
      }
    },
    "followup": {
      "id": 8,
      "label": {
        "zh-CN": "跟进计划",
        "en": "Follow-up"
      },
      "fields": {
        "customer": {
          "id": 1,
          "type": "reference",
          "label": {
            "zh-CN": "客户",
            "en": "Customer"
          },
          "refers_to": "customer",
          "section": "plan",
          "hidden": true,
          "required": true
        },
        "contact": {
          "id": 2,
          "type": "reference",
          "label": {
            "zh-CN": "对接人",
            "en": "Contact"
          },
          "refers_to": "contact",
          "section": "plan"
        },
        "author": {
          "id": 3,
          "type": "reference",
          "label": {
            "zh-CN": "制定人",
            "en": "Planned by"
          },
          "refers_to": "user",
          "section": "plan",
          "hidden": true
        },
        "owner": {
          "id": 4,
          "type": "reference",
          "label": {
            "zh-CN": "负责人",
            "en": "Owner"
          },
          "refers_to": "user",
          "section": "plan",
          "required": true
        },
        "collaborators": {
          "id": 5,
          "type": "set",
          "label": {
            "zh-CN": "协同人员",
            "en": "Collaborators"
          },
          "refers_to": "user",
          "section": "plan"
        },
        "goal": {
          "id": 6,
          "type": "text",
          "label": {
            "zh-CN": "维护目标",
            "en": "Goal"
          },
          "section": "plan"
        },
        "cycle": {
          "id": 7,
          "type": "enumeration",
          "label": {
            "zh-CN": "跟进周期",
            "en": "Cycle"
          },
          "enum": "cycle",
          "section": "plan"
        },
        "first_on": {
          "id": 8,
          "type": "date",
          "label": {
            "zh-CN": "首次跟进时间",
            "en": "First follow-up"
          },
          "section": "plan"
        },
        "due_on": {
          "id": 9,
          "type": "date",
          "label": {
            "zh-CN": "下次跟进时间",
            "en": "Due"
          },
          "section": "plan",
          "required": true
        },
        "due_rule": {
          "id": 10,
          "type": "text",
          "label": {
            "zh-CN": "到期规则",
            "en": "Rule of the due day"
          },
          "section": "plan",
          "hidden": true
        },
        "planned_at": {
          "id": 11,
          "type": "timestamp",
          "label": {
            "zh-CN": "计划时间",
            "en": "Planned for"
          },
          "section": "plan"
        },
        "important": {
          "id": 12,
          "type": "boolean",
          "label": {
            "zh-CN": "重要",
            "en": "Important"
          },
          "section": "plan"
        },
        "booked": {
          "id": 13,
          "type": "boolean",
          "label": {
            "zh-CN": "已预约",
            "en": "Booked"
          },
          "section": "plan"
        },
        "methods": {
          "id": 14,
          "type": "set",
          "label": {
            "zh-CN": "跟进方式",
            "en": "Methods"
          },
          "enum": "channel",
          "section": "plan"
        },
        "talking_points": {
          "id": 15,
          "type": "text",
          "label": {
            "zh-CN": "沟通要点",
            "en": "Talking points"
          },
          "section": "plan",
          "multiline": true
        },
        "next_action": {
          "id": 16,
          "type": "text",
          "label": {
            "zh-CN": "下一步行动",
            "en": "Next action"
          },
          "section": "plan",
          "multiline": true
        },
        "resources": {
          "id": 17,
          "type": "text",
          "label": {
            "zh-CN": "所需资源",
            "en": "Resources needed"
          },
          "section": "plan",
          "multiline": true
        },
        "status": {
          "id": 18,
          "type": "enumeration",
          "label": {
            "zh-CN": "完成状态",
            "en": "Status"
          },
          "enum": "followup_status",
          "section": "plan",
          "required": true
        },
        "completed_at": {
          "id": 19,
          "type": "timestamp",
          "label": {
            "zh-CN": "完成时间",
            "en": "Completed at"
          },
          "section": "plan",
          "hidden": true
        },
        "note": {
          "id": 20,
          "type": "text",
          "label": {
            "zh-CN": "备注",
            "en": "Remark"
          },
          "section": "other",
          "multiline": true
        },
        "custom": {
          "id": 21,
          "type": "map",
          "label": {
            "zh-CN": "自定义",
            "en": "Custom"
          },
          "section": "other"
        }
      }
    },
    "interaction": {
      "id": 9,
      "label": {
        "zh-CN": "跟进记录",
        "en": "Interaction"
      },
      "fields": {
        "customer": {
          "id": 1,
          "type": "reference",
          "label": {
            "zh-CN": "客户",
            "en": "Customer"
          },
          "refers_to": "customer",
          "section": "facts",
          "hidden": true,
          "required": true
        },
        "author": {
          "id": 2,
          "type": "reference",
          "label": {
            "zh-CN": "跟进人",
            "en": "By"
          },
          "refers_to": "user",
          "section": "facts",
          "hidden": true,
          "required": true
        },
        "started_at": {
          "id": 3,
          "type": "timestamp",
          "label": {
            "zh-CN": "跟进时间",
            "en": "Started"
          },
          "section": "facts",
          "required": true
        },
        "ended_at": {
          "id": 4,
          "type": "timestamp",
          "label": {
            "zh-CN": "结束时间",
            "en": "Ended"
          },
          "section": "facts"
        },
        "logged_at": {
          "id": 5,
          "type": "timestamp",
          "label": {
            "zh-CN": "记录时间",
            "en": "Logged"
          },
          "section": "facts",
          "hidden": true,
          "required": true
        },
        "channels": {
          "id": 6,
          "type": "set",
          "label": {
            "zh-CN": "互动方式",
            "en": "Channels"
          },
          "enum": "channel",
          "section": "facts",
          "required": true
        },
        "latitude": {
          "id": 7,
          "type": "real",
          "label": {
            "zh-CN": "纬度",
            "en": "Latitude"
          },
          "section": "facts",
          "hidden": true
        },
        "longitude": {
          "id": 8,
          "type": "real",
          "label": {
            "zh-CN": "经度",
            "en": "Longitude"
          },
          "section": "facts",
          "hidden": true
        },
        "location_accuracy": {
          "id": 9,
          "type": "real",
          "label": {
            "zh-CN": "定位精度",
            "en": "Accuracy of the position"
          },
          "section": "facts",
          "hidden": true
        },
        "direction": {
          "id": 10,
          "type": "enumeration",
          "label": {
            "zh-CN": "方向",
            "en": "Direction"
          },
          "enum": "direction",
          "section": "facts"
        },
        "contact": {
          "id": 11,
          "type": "reference",
          "label": {
            "zh-CN": "联系人",
            "en": "Contact"
          },
          "refers_to": "contact",
          "section": "facts"
        },
        "other_contacts": {
          "id": 12,
          "type": "set",
          "label": {
            "zh-CN": "客方参与人",
            "en": "Others on their side"
          },
          "refers_to": "contact",
          "section": "facts"
        },
        "participants": {
          "id": 13,
          "type": "set",
          "label": {
            "zh-CN": "我方参与人",
            "en": "Others on our side"
          },
          "refers_to": "user",
          "section": "facts"
        },
        "executives": {
          "id": 14,
          "type": "set",
          "label": {
            "zh-CN": "参与高层",
            "en": "Executives present"
          },
          "enum": "executive_level",
          "section": "facts"
        },
        "followup": {
          "id": 15,
          "type": "reference",
          "label": {
            "zh-CN": "对应计划",
            "en": "Fulfils"
          },
          "refers_to": "followup",
          "section": "facts",
          "hidden": true
        },
        "content_type": {
          "id": 16,
          "type": "enumeration",
          "label": {
            "zh-CN": "内容类型",
            "en": "Kind of content"
          },
          "enum": "content_type",
          "section": "content"
        },
        "note": {
          "id": 17,
          "type": "text",
          "label": {
            "zh-CN": "沟通内容",
            "en": "What was said"
          },
          "section": "content",
          "multiline": true
        },
        "feedback": {
          "id": 18,
          "type": "text",
          "label": {
            "zh-CN": "客户反馈",
            "en": "Feedback"
          },
          "section": "content",
          "multiline": true
        },
        "need_change": {
          "id": 19,
          "type": "text",
          "label": {
            "zh-CN": "需求变化",
            "en": "Change of needs"
          },
          "section": "content",
          "multiline": true
        },
        "objections": {
          "id": 20,
          "type": "text",
          "label": {
            "zh-CN": "异议点",
            "en": "Objections"
          },
          "section": "content",
          "multiline": true
        },
        "solution": {
          "id": 21,
          "type": "text",
          "label": {
            "zh-CN": "解决方案",
            "en": "Solution"
          },
          "section": "content",
          "multiline": true
        },
        "promise": {
          "id": 22,
          "type": "text",
          "label": {
            "zh-CN": "承诺的解决方案",
            "en": "What was promised"
          },
          "section": "content",
          "multiline": true
        },
        "promise_due": {
          "id": 23,
          "type": "date",
          "label": {
            "zh-CN": "承诺期限",
            "en": "Promised for"
          },
          "section": "content"
        },
        "materials": {
          "id": 24,
          "type": "set",
          "label": {
            "zh-CN": "提供的资料",
            "en": "Material handed over"
          },
          "enum": "material",
          "section": "content"
        },
        "next_step": {
          "id": 25,
          "type": "text",
          "label": {
            "zh-CN": "下一步行动",
            "en": "Next step"
          },
          "section": "next",
          "multiline": true
        },
        "next_step_due": {
          "id": 26,
          "type": "date",
          "label": {
            "zh-CN": "行动期限",
            "en": "Due"
          },
          "section": "next"
        },
        "next_step_owner": {
          "id": 27,
          "type": "reference",
          "label": {
            "zh-CN": "行动负责人",
            "en": "Owner of the step"
          },
          "refers_to": "user",
          "section": "next"
        },
        "no_next_step": {
          "id": 28,
          "type": "boolean",
          "label": {
            "zh-CN": "无需下一步",
            "en": "No next step"
          },
          "section": "next"
        },
        "major_change": {
          "id": 29,
          "type": "boolean",
          "label": {
            "zh-CN": "重大变化",
            "en": "Major change"
          },
          "section": "outcome"
        },
        "major_change_kinds": {
          "id": 30,
          "type": "set",
          "label": {
            "zh-CN": "变化内容",
            "en": "What kind of change"
          },
          "enum": "major_change_kind",
          "section": "outcome"
        },
        "satisfaction_after": {
          "id": 31,
          "type": "enumeration",
          "label": {
            "zh-CN": "满意度",
            "en": "Satisfaction now"
          },
          "enum": "satisfaction",
          "section": "outcome"
        },
        "stage_after": {
          "id": 32,
          "type": "enumeration",
          "label": {
            "zh-CN": "销售阶段",
            "en": "Stage now"
          },
          "enum": "funnel_stage",
          "section": "outcome"
        },
        "intention_after": {
          "id": 33,
          "type": "enumeration",
          "label": {
            "zh-CN": "意向",
            "en": "Intention now"
          },
          "enum": "level",
          "section": "outcome"
        },
        "potential_after": {
          "id": 34,
          "type": "enumeration",
          "label": {
            "zh-CN": "潜力等级",
            "en": "Potential now"
          },
          "enum": "potential_class",
          "section": "outcome"
        },
        "survey_service": {
          "id": 35,
          "type": "integer",
          "label": {
            "zh-CN": "服务质量",
            "en": "Quality of service"
          },
          "section": "survey"
        },
        "survey_value": {
          "id": 36,
          "type": "integer",
          "label": {
            "zh-CN": "产品性价比",
            "en": "Value for money"
          },
          "section": "survey"
        },
        "survey_response": {
          "id": 37,
          "type": "integer",
          "label": {
            "zh-CN": "响应速度",
            "en": "Speed of response"
          },
          "section": "survey"
        },
        "survey_comment": {
          "id": 38,
          "type": "text",
          "label": {
            "zh-CN": "问卷意见",
            "en": "Comment"
          },
          "section": "survey",
          "multiline": true
        },
        "custom": {
          "id": 39,
          "type": "map",
          "label": {
            "zh-CN": "自定义",
            "en": "Custom"
          },
          "section": "other"
        }
      }
    },
    "organisation": {
      "id": 1,
      "label": {
        "zh-CN": "组织",
        "en": "Organisation"
      },
      "fields": {
        "name": {
          "id": 1,
          "type": "text",
          "label": {
            "zh-CN": "组织名称",
            "en": "Organisation"
          },
          "section": "identity",
          "required": true
        },
        "time_zone": {
          "id": 2,
          "type": "text",
          "label": {
            "zh-CN": "业务时区",
            "en": "Business time zone"
          },
          "section": "identity",
          "required": true
        },
        "currency": {
          "id": 3,
          "type": "text",
          "label": {
            "zh-CN": "币种",
            "en": "Currency"
          },
          "section": "identity",
          "required": true
        },
        "language": {
          "id": 4,
          "type": "enumeration",
          "label": {
            "zh-CN": "语言",
            "en": "Language"
          },
          "enum": "language",
          "section": "identity"
        },
        "code_template": {
          "id": 5,
          "type": "text",
          "label": {
            "zh-CN": "客户编号格式",
            "en": "Customer code template"
          },
          "section": "policy",
          "required": true
        },
        "policy_presets": {
          "id": 6,
          "type": "set",
          "label": {
            "zh-CN": "采用的规则集",
            "en": "Policies in force"
          },
          "enum": "policy_preset",
          "section": "policy"
        },
        "record_target_minutes": {
          "id": 7,
          "type": "integer",
          "label": {
            "zh-CN": "记录目标时限（分钟）",
            "en": "Record within (target)"
          },
          "section": "policy"
        },
        "record_limit_minutes": {
          "id": 8,
          "type": "integer",
          "label": {
            "zh-CN": "记录最长时限（分钟）",
            "en": "Record within (limit)"
          },
          "section": "policy"
        },
        "first_followup_days": {
          "id": 9,
          "type": "integer",
          "label": {
            "zh-CN": "建档后首次跟进（天）",
            "en": "First follow-up after filing (days)"
          },
          "section": "policy"
        },
        "high_value_amount": {
          "id": 10,
          "type": "money",
          "label": {
            "zh-CN": "高价值客户年合作额",
            "en": "Annual amount of a high-value customer"
          },
          "section": "policy"
        }
      }
    },
    "team": {
      "id": 2,
      "label": {
        "zh-CN": "团队",
        "en": "Team"
      },
      "fields": {
        "name": {
          "id": 1,
          "type": "text",
          "label": {
            "zh-CN": "团队名称",
            "en": "Team"
          },
          "section": "identity",
          "required": true
        },
        "active": {
          "id": 2,
          "type": "boolean",
          "label": {
            "zh-CN": "启用",
            "en": "Active"
          },
          "section": "identity"
        },
        "note": {
          "id": 3,
          "type": "text",
          "label": {
            "zh-CN": "备注",
            "en": "Remark"
          },
          "section": "other",
          "multiline": true
        }
      }
    },
    "user": {
      "id": 3,
      "label": {
        "zh-CN": "成员",
        "en": "Member"
      },
      "fields": {
        "name": {
          "id": 1,
          "type": "text",
          "label": {
            "zh-CN": "姓名",
            "en": "Name"
          },
          "section": "identity",
          "required": true
        },
        "email": {
          "id": 2,
          "type": "text",
          "label": {
            "zh-CN": "邮箱",
            "en": "E-mail"
          },
          "section": "identity"
        },
        "phone": {
          "id": 3,
          "type": "text",
          "label": {
            "zh-CN": "电话",
            "en": "Phone"
          },
          "section": "contact_data"
        },
        "title": {
          "id": 4,
          "type": "text",
          "label": {
            "zh-CN": "职务",
            "en": "Title"
          },
          "section": "identity"
        },
        "role": {
          "id": 5,
          "type": "enumeration",
          "label": {
            "zh-CN": "角色",
            "en": "Role"
          },
          "enum": "role",
          "section": "identity",
          "required": true
        },
        "team": {
          "id": 6,
          "type": "reference",
          "label": {
            "zh-CN": "团队",
            "en": "Team"
          },
          "refers_to": "team",
          "section": "identity"
        },
        "active": {
          "id": 7,
          "type": "boolean",
          "label": {
            "zh-CN": "在职",
            "en": "Active"
          },
          "section": "identity"
        },
        "language": {
          "id": 8,
          "type": "enumeration",
          "label": {
            "zh-CN": "语言",
            "en": "Language"
          },
          "enum": "language",
          "section": "preferences"
        }
      }
    }
  },
  "enums": {
    "customer_kind": {
      "company": {
        "zh-CN": "公司",
        "en": "Company"
      },
      "person": {
        "zh-CN": "个人",
        "en": "Person"
      },
      "sole_trader": {
        "zh-CN": "个体工商户",
        "en": "Sole trader"
      }
    },
    "size_band": {
      "large": {
        "zh-CN": "大型企业",
        "en": "Large enterprise"
      },
      "sme": {
        "zh-CN": "中小企业",
        "en": "Small or medium enterprise"
      },
      "sole_trader": {
        "zh-CN": "个体商户",
        "en": "Sole trader"
      },
      "government": {
        "zh-CN": "政府/国企",
        "en": "Government or state-owned"
      }
    },
    "source_channel": {
      "fair": {
        "zh-CN": "行业展会",
        "en": "Trade fair"
      },
      "website": {
        "zh-CN": "官网表单",
        "en": "Website form"
      },
      "referral": {
        "zh-CN": "转介绍",
        "en": "Referral"
      },
      "own_visit": {
        "zh-CN": "主动拜访",
        "en": "Own visit"
      },
      "phone": {
        "zh-CN": "电话",
        "en": "Phone"
      },
      "online_enquiry": {
        "zh-CN": "线上咨询",
        "en": "Online enquiry"
      },
      "other": {
        "zh-CN": "其他",
        "en": "Other"
      }
    },
    "funnel_stage": {
      "lead": {
        "zh-CN": "线索",
        "en": "Lead"
      },
      "intent": {
        "zh-CN": "意向",
        "en": "Intent"
      },
      "proposal": {
        "zh-CN": "方案",
        "en": "Proposal"
      },
      "negotiation": {
        "zh-CN": "谈判",
        "en": "Negotiation"
      },
      "won": {
        "zh-CN": "成交",
        "en": "Won"
      },
      "lost": {
        "zh-CN": "丢单",
        "en": "Lost"
      },
      "shelved": {
        "zh-CN": "搁置",
        "en": "Shelved"
      }
    },
    "intention_evidence": {
      "clear_need": {
        "zh-CN": "明确需求",
        "en": "Clear need"
      },
      "budget_confirmed": {
        "zh-CN": "预算确认",
        "en": "Budget confirmed"
      },
      "contract_talks": {
        "zh-CN": "合同谈判",
        "en": "Contract talks"
      }
    },
    "potential_class": {
      "a": {
        "zh-CN": "A类",
        "en": "Class A"
      },
      "b": {
        "zh-CN": "B类",
        "en": "Class B"
      },
      "c": {
        "zh-CN": "C类",
        "en": "Class C"
      }
    },
    "level": {
      "high": {
        "zh-CN": "高",
        "en": "High"
      },
      "medium": {
        "zh-CN": "中",
        "en": "Medium"
      },
      "low": {
        "zh-CN": "低",
        "en": "Low"
      }
    },
    "customer_class": {
      "high_value": {
        "zh-CN": "高价值",
        "en": "High value"
      },
      "potential": {
        "zh-CN": "潜力",
        "en": "Potential"
      },
      "stable": {
        "zh-CN": "稳定",
        "en": "Stable"
      },
      "at_risk": {
        "zh-CN": "风险",
        "en": "At risk"
      }
    },
    "value_risk_type": {
      "high_stable": {
        "zh-CN": "高价值稳定型",
        "en": "High value, stable"
      },
      "high_potential": {
        "zh-CN": "高价值潜力型",
        "en": "High value, potential"
      },
      "low_stable": {
        "zh-CN": "低价值稳定型",
        "en": "Low value, stable"
      },
      "low_at_risk": {
        "zh-CN": "低价值风险型",
        "en": "Low value, at risk"
      }
    },
    "service_tier": {
      "strategic": {
        "zh-CN": "高价值/战略",
        "en": "High value or strategic"
      },
      "stable": {
        "zh-CN": "中价值稳定",
        "en": "Medium value, stable"
      },
      "potential": {
        "zh-CN": "低价值/潜力",
        "en": "Low value or potential"
      },
      "churn_risk": {
        "zh-CN": "流失风险",
        "en": "Churn risk"
      }
    },
    "relationship": {
      "new": {
        "zh-CN": "新",
        "en": "New"
      },
      "developing": {
        "zh-CN": "发展中",
        "en": "Developing"
      },
      "old": {
        "zh-CN": "老",
        "en": "Existing"
      },
      "lost": {
        "zh-CN": "流失",
        "en": "Lost"
      }
    },
    "customer_status": {
      "active": {
        "zh-CN": "活跃",
        "en": "Active"
      },
      "renewal_intent": {
        "zh-CN": "续约意向",
        "en": "Intends to renew"
      },
      "churn_risk": {
        "zh-CN": "流失风险",
        "en": "Churn risk"
      },
      "dormant": {
        "zh-CN": "休眠",
        "en": "Dormant"
      }
    },
    "satisfaction": {
      "very_satisfied": {
        "zh-CN": "非常满意",
        "en": "Very satisfied"
      },
      "satisfied": {
        "zh-CN": "满意",
        "en": "Satisfied"
      },
      "neutral": {
        "zh-CN": "一般",
        "en": "Neutral"
      },
      "dissatisfied": {
        "zh-CN": "不满意",
        "en": "Dissatisfied"
      }
    },
    "buying_type": {
      "price_sensitive": {
        "zh-CN": "价格敏感型",
        "en": "Price sensitive"
      },
      "service_oriented": {
        "zh-CN": "服务型",
        "en": "Service oriented"
      }
    },
    "focus": {
      "price": {
        "zh-CN": "价格",
        "en": "Price"
      },
      "quality": {
        "zh-CN": "品质",
        "en": "Quality"
      },
      "delivery_speed": {
        "zh-CN": "交付速度",
        "en": "Speed of delivery"
      }
    },
    "solution_emphasis": {
      "large": {
        "zh-CN": "定制化+稳定性",
        "en": "Tailored and stable"
      },
      "sme": {
        "zh-CN": "性价比+快速响应",
        "en": "Value for money and quick response"
      },
      "government": {
        "zh-CN": "合规性+服务保障",
        "en": "Compliance and assured service"
      }
    },
    "verification_status": {
      "unverified": {
        "zh-CN": "未核实",
        "en": "Not verified"
      },
      "verified": {
        "zh-CN": "已核实",
        "en": "Verified"
      },
      "doubtful": {
        "zh-CN": "存疑",
        "en": "Doubtful"
      }
    },
    "verification_method": {
      "website": {
        "zh-CN": "官网",
        "en": "Official website"
      },
      "tianyancha": {
        "zh-CN": "天眼查",
        "en": "Tianyancha"
      },
      "phone": {
        "zh-CN": "电话",
        "en": "Phone"
      }
    },
    "decision_role": {
      "decision_maker": {
        "zh-CN": "决策人",
        "en": "Decision maker"
      },
      "influencer": {
        "zh-CN": "影响人",
        "en": "Influencer"
      },
      "counterpart": {
        "zh-CN": "对接人",
        "en": "Counterpart"
      },
      "user": {
        "zh-CN": "使用人",
        "en": "User"
      }
    },
    "channel": {
      "visit": {
        "zh-CN": "拜访",
        "en": "Visit"
      },
      "phone": {
        "zh-CN": "电话",
        "en": "Phone"
      },
      "wechat": {
        "zh-CN": "微信",
        "en": "WeChat"
      },
      "video": {
        "zh-CN": "视频",
        "en": "Video call"
      },
      "email": {
        "zh-CN": "邮件",
        "en": "E-mail"
      },
      "online": {
        "zh-CN": "线上会议",
        "en": "Online meeting"
      },
      "training": {
        "zh-CN": "线上培训",
        "en": "Online training"
      },
      "survey": {
        "zh-CN": "线上问卷",
        "en": "Online survey"
      },
      "fair": {
        "zh-CN": "展会",
        "en": "Trade fair"
      }
    },
    "direction": {
      "outbound": {
        "zh-CN": "我方主动",
        "en": "We contacted them"
      },
      "inbound": {
        "zh-CN": "客户主动",
        "en": "They contacted us"
      }
    },
    "content_type": {
      "value": {
        "zh-CN": "价值型",
        "en": "Value"
      },
      "service": {
        "zh-CN": "服务型",
        "en": "Service"
      },
      "care": {
        "zh-CN": "情感型",
        "en": "Personal care"
      },
      "selling": {
        "zh-CN": "推销",
        "en": "Selling"
      }
    },
    "major_change_kind": {
      "decision_maker": {
        "zh-CN": "新增决策人",
        "en": "New decision maker"
      },
      "budget": {
        "zh-CN": "预算变化",
        "en": "Budget changed"
      },
      "decision_chain": {
        "zh-CN": "决策链变化",
        "en": "Decision chain changed"
      },
      "need": {
        "zh-CN": "新需求",
        "en": "New need"
      }
    },
    "executive_level": {
      "director": {
        "zh-CN": "总监",
        "en": "Director"
      },
      "executive": {
        "zh-CN": "企业高层",
        "en": "Executive"
      }
    },
    "material": {
      "proposal": {
        "zh-CN": "方案",
        "en": "Proposal"
      },
      "quotation": {
        "zh-CN": "报价",
        "en": "Quotation"
      },
      "commitment_letter": {
        "zh-CN": "承诺函",
        "en": "Letter of commitment"
      },
      "product_brochure": {
        "zh-CN": "产品手册",
        "en": "Product brochure"
      },
      "case_study": {
        "zh-CN": "案例",
        "en": "Case study"
      },
      "industry_report": {
        "zh-CN": "行业报告",
        "en": "Industry report"
      },
      "policy_reading": {
        "zh-CN": "政策解读",
        "en": "Policy reading"
      }
    },
    "followup_status": {
      "pending": {
        "zh-CN": "待执行",
        "en": "Pending"
      },
      "in_progress": {
        "zh-CN": "进行中",
        "en": "In progress"
      },
      "done": {
        "zh-CN": "已完成",
        "en": "Done"
      },
      "cancelled": {
        "zh-CN": "已取消",
        "en": "Cancelled"
      }
    },
    "demand_status": {
      "pending": {
        "zh-CN": "未启动",
        "en": "Not started"
      },
      "in_progress": {
        "zh-CN": "进行中",
        "en": "In progress"
      },
      "done": {
        "zh-CN": "已完成",
        "en": "Done"
      }
    },
    "demand_quadrant": {
      "urgent_important": {
        "zh-CN": "紧急且重要",
        "en": "Urgent and important"
      },
      "important": {
        "zh-CN": "重要不紧急",
        "en": "Important, not urgent"
      },
      "urgent": {
        "zh-CN": "紧急不重要",
        "en": "Urgent, not important"
      },
      "neither": {
        "zh-CN": "不紧急不重要",
        "en": "Neither urgent nor important"
      }
    },
    "effect": {
      "excellent": {
        "zh-CN": "优",
        "en": "Excellent"
      },
      "good": {
        "zh-CN": "良",
        "en": "Good"
      },
      "fair": {
        "zh-CN": "中",
        "en": "Fair"
      },
      "poor": {
        "zh-CN": "差",
        "en": "Poor"
      }
    },
    "repurchase_result": {
      "ordered": {
        "zh-CN": "已下单",
        "en": "Ordered"
      },
      "weak_intent": {
        "zh-CN": "意向不强",
        "en": "Weak intention"
      },
      "follow_up": {
        "zh-CN": "需跟进",
        "en": "Needs follow-up"
      }
    },
    "cycle": {
      "once": {
        "zh-CN": "一次性",
        "en": "Once"
      },
      "weekly": {
        "zh-CN": "周度",
        "en": "Weekly"
      },
      "biweekly": {
        "zh-CN": "双周",
        "en": "Every two weeks"
      },
      "monthly": {
        "zh-CN": "月度",
        "en": "Monthly"
      },
      "quarterly": {
        "zh-CN": "季度",
        "en": "Quarterly"
      },
      "half_yearly": {
        "zh-CN": "半年度",
        "en": "Half-yearly"
      },
      "yearly": {
        "zh-CN": "年度",
        "en": "Yearly"
      }
    },
    "role": {
      "rep": {
        "zh-CN": "业务人员",
        "en": "Sales rep"
      },
      "lead": {
        "zh-CN": "销售主管",
        "en": "Team lead"
      },
      "director": {
        "zh-CN": "销售总监",
        "en": "Sales director"
      },
      "admin": {
        "zh-CN": "管理员",
        "en": "Administrator"
      }
    },
    "policy_preset": {
      "plan": {
        "zh-CN": "客户管理计划制定",
        "en": "Customer management plan"
      },
      "handbook": {
        "zh-CN": "客户关系管理方法手册",
        "en": "Relationship handbook"
      },
      "strategy": {
        "zh-CN": "客户关系维护策略及调整",
        "en": "Strategy and adjustment"
      },
      "followup_plan": {
        "zh-CN": "客户关系维护跟进计划",
        "en": "Follow-up plan"
      },
      "toolkit": {
        "zh-CN": "营销团队客户管理工具包",
        "en": "Marketing team toolkit"
      }
    },
    "language": {
      "zh-CN": {
        "zh-CN": "简体中文",
        "en": "Simplified Chinese"
      },
      "en": {
        "zh-CN": "英语",
        "en": "English"
      }
    },
    "platform": {
      "linux": {
        "zh-CN": "Linux",
        "en": "Linux"
      },
      "android": {
        "zh-CN": "安卓",
        "en": "Android"
      },
      "ios": {
        "zh-CN": "iOS",
        "en": "iOS"
      },
      "windows": {
        "zh-CN": "Windows",
        "en": "Windows"
      },
      "macos": {
        "zh-CN": "macOS",
        "en": "macOS"
      }
    },
    "custom_type": {
      "text": {
        "zh-CN": "文字",
        "en": "Text"
      },
      "integer": {
        "zh-CN": "整数",
        "en": "Whole number"
      },
      "real": {
        "zh-CN": "小数",
        "en": "Decimal number"
      },
      "boolean": {
        "zh-CN": "是/否",
        "en": "Yes or no"
      },
      "date": {
        "zh-CN": "日期",
        "en": "Date"
      },
      "enumeration": {
        "zh-CN": "选项",
        "en": "Choice"
      }
    },
    "custom_target": {
      "customer": {
        "zh-CN": "客户",
        "en": "Customer"
      },
      "contact": {
        "zh-CN": "联系人",
        "en": "Contact"
      },
      "followup": {
        "zh-CN": "跟进计划",
        "en": "Follow-up"
      },
      "interaction": {
        "zh-CN": "跟进记录",
        "en": "Interaction"
      }
    }
  },
  "sections": {
    "identity": {
      "zh-CN": "基本信息",
      "en": "Basics"
    },
    "labels": {
      "zh-CN": "标签与分级",
      "en": "Labels and grading"
    },
    "need": {
      "zh-CN": "需求信息",
      "en": "Needs"
    },
    "facts": {
      "zh-CN": "时间与方式",
      "en": "When and how"
    },
    "content": {
      "zh-CN": "沟通内容",
      "en": "What was said"
    },
    "next": {
      "zh-CN": "下一步行动",
      "en": "Next step"
    },
    "plan": {
      "zh-CN": "计划",
      "en": "Plan"
    },
    "contact_data": {
      "zh-CN": "联系方式",
      "en": "Contact data"
    },
    "place": {
      "zh-CN": "地址与位置",
      "en": "Address and place"
    },
    "cooperation": {
      "zh-CN": "合作情况",
      "en": "Cooperation"
    },
    "after_win": {
      "zh-CN": "成交补充",
      "en": "After winning"
    },
    "preferences": {
      "zh-CN": "偏好",
      "en": "Preferences"
    },
    "outcome": {
      "zh-CN": "状态变化",
      "en": "What changed"
    },
    "survey": {
      "zh-CN": "满意度调研",
      "en": "Satisfaction survey"
    },
    "ownership": {
      "zh-CN": "归属",
      "en": "Ownership"
    },
    "verification": {
      "zh-CN": "真实性核实",
      "en": "Verification"
    },
    "policy": {
      "zh-CN": "规则",
      "en": "Policy"
    },
    "other": {
      "zh-CN": "其他",
      "en": "Other"
    }
  }
} as const;
