// The handbooks' sample tables as they stand there. Their names are blacked out in part; XX stands for such a part, as YY and
// ZZ do in the handbooks themselves. Each visit is one of their rows: day, channel, what was said, what comes next. Where a row
// plans the next contact only, the last one lies one of its cycles before.

// 《客户基础信息表》 of the S1 handbook, with its own headers. The person in charge is one of the demo's.
export const basicSheet = (owner) => [
  ['客户编号', '客户名称(姓名/公司)', '所属行业', '企业规模(员工数/年营收)', '联系人', '职位', '联系方式', '需求标签', '跟进人', '建档日期', '备注'],
  ['C202405001', 'XX科技有限公司', '制造业', '200人/5000万', '张*', '采购经理', '5678', '[产能扩张]-[自动化设备需求]-[A类]', owner, '2024-05-10', '决策人还有技术总监王*'],
];

// The customers that appear in the plan of S3 (《客户关系维护跟进计划》) and in the strategies of S2 (《客户关系维护策略动态调整表》).
export const planSheet = (owner) => [
  ['客户编号', '客户名称', '联系人', '初步需求', '建档日期', '负责人'],
  ['A001', 'XX公司', '*李总', '希望定制化方案', '2024-02-20', owner],
  ['B002', 'YY企业', '*王经理', '功能操作需要进一步指导', '2024-02-20', owner],
  ['C003', 'ZZ集团', '*赵总', '优化售后服务流程', '2024-02-20', owner],
];
export const strategySheet = (owner) => [
  ['客户名称', '初步需求', '建档日期', '负责人'],
  ['A科技有限公司', '定制化产品升级方案', '2024-03-01', owner],
  ['B贸易公司', '行业案例，免费试用30天', '2024-03-01', owner],
  ['C个体工商户', '价格优惠，定期库存提醒', '2024-03-01', owner],
  ['D集团客户', '标准化售后流程', '2024-03-01', owner],
];

export const visits = [
  { customer: 'XX科技有限公司', day: '2024-05-15', channel: 'phone', note: '介绍自动化设备案例，询问当前产能瓶颈；客户提及现有设备效率低，预算控制在80万内', next: '3天内发送针对性方案及报价' },
  { customer: 'XX科技有限公司', day: '2024-05-18', channel: 'wechat', note: '发送方案及报价，确认决策流程；张反馈需技术王评估，预计3天内给意见', next: '跟进技术评估结果' },
  { customer: 'XX公司', day: '2024-02-20', channel: 'phone', note: '客户关注行业政策变化，希望定制化方案', next: '3月25日前提供政策解读及方案初稿' },
  { customer: 'YY企业', day: '2024-03-04', channel: 'email', note: '客户反馈功能操作不熟练，需进一步指导', next: '3月20日组织线上培训(15:00)' },
  { customer: 'ZZ集团', day: '2024-03-09', channel: 'phone', note: '客户对售后服务响应速度不满，希望优化流程', next: '3月17日提交售后流程优化方案' },
  { customer: 'A科技有限公司', day: '2024-03-10', channel: 'visit', note: '客户提出竞品价格更低，需强化差异化价值沟通；已与客户技术总监初步沟通', next: '增加产品成本透明度分析报告，同步行业独家技术优势' },
  { customer: 'B贸易公司', day: '2024-03-15', channel: 'phone', note: '客户反馈试用流程复杂，体验不佳', next: '简化试用申请流程，提供专属客服对接，同步成功案例' },
  { customer: 'C个体工商户', day: '2024-03-08', channel: 'phone', note: '客户因竞品送货时效更快流失', next: '协调物流部门缩短配送时间，提供“满减”促销活动' },
  { customer: 'D集团客户', day: '2024-03-20', channel: 'phone', note: '客户提出增加线上订单管理功能需求', next: '升级CRM系统，开通客户自助下单与订单查询权限' },
];

export const morning = (day) => Date.parse(`${day}T10:00:00+08:00`);
