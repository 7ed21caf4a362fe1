// The demo's input: the handbooks' own sample rows and a generated team. The same seed gives the same data.

const cities = ['苏州', '无锡', '常州', '南通', '宁波', '嘉兴', '绍兴', '合肥', '佛山', '东莞', '长沙', '重庆', '青岛', '厦门'];
const brands = ['恒达', '瑞丰', '鑫源', '华腾', '中科', '博远', '天成', '永信', '宏图', '金陵', '润泽', '启明', '汇通', '安捷', '佳禾', '嘉德', '新锐', '远航', '国泰', '盛世'];
const trades = [
  { industry: '制造业', words: ['精密机械', '自动化设备', '电子元件', '模具', '汽车零部件'], need: ['产能扩张，需要两条自动化产线', '设备老化，想评估升级方案', '注塑车间能耗偏高，寻求节能改造'] },
  { industry: '零售业', words: ['商贸', '连锁超市', '便利店'], need: ['寻求物流合作，缩短配送时间', '门店收银系统更换', '会员复购率偏低，想做活动'] },
  { industry: '服务业', words: ['信息服务', '物业管理', '物流'], need: ['客服响应慢，想上工单系统', '需要年度维保合同', '仓储管理效率需要提升'] },
  { industry: '贸易', words: ['进出口', '贸易', '供应链'], need: ['采购办公设备', '希望账期延长到60天', '需要报关资料模板'] },
];
const sizes = ['大型企业', '中小企业', '中小企业', '中小企业', '个体商户'];
const urgencies = ['高', '中', '中', '低'];
const classes = ['A级', 'B级', 'B级', 'C级', 'C级'];
const sources = ['行业展会', '官网表单', '转介绍', '主动拜访', '线上咨询'];
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林', '何', '郭', '曾', '单'];
const given = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '涛', '明', '超', '秀兰', '霞', '平', '桂英', '建国', '晓明'];
const titles = ['采购经理', '总经理', '设备主管', '运营总监', '负责人', '技术总监', '行政主管'];

const visitNotes = {
  visit: ['上门看了{place}，现有设备每天停机约{n}次，{who}希望先做一次评估', '与{who}面谈报价，对方关注交付速度和售后响应', '送去产品手册，{who}安排下周和技术一起看方案'],
  phone: ['电话确认需求，预算控制在{n}0万内，决策流程约一个月', '回访上次的方案，{who}说还在等内部评审', '提醒合同本月到期，{who}有续约意向'],
  wechat: ['发了同行业案例，{who}觉得可行，约下周上门', '客户反馈试用顺利，想了解增值服务'],
};
const nextSteps = ['3天内发送针对性方案及报价', '下周上门演示', '提供政策解读及方案初稿', '跟进技术评估结果', '约技术总监一起开会'];
const places = ['一号车间', '仓库', '门店', '展厅', '机房'];

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function picker(seed) {
  const next = random(seed);
  return { below: (n) => Math.floor(next() * n), of: (list) => list[Math.floor(next() * list.length)] };
}

const dateText = (ms) => new Date(ms).toISOString().slice(0, 10);
const day = 24 * 3600 * 1000;

// Columns of the handbooks' 客户信息基础表, and the owner's e-mail that our import adds.
export const customerColumns = ['客户编号', '客户名称', '所属行业', '联系人', '职务', '联系方式', '初步需求', '来源渠道', '初级标签(规模/紧急度/潜力)', '建档日期', '负责人'];

const handbookRows = [
  ['202310001', '科技有限公司', '制造业', '*明', '采购经理', '', '采购办公设备', '行业展会', '大型企业/紧急/A级', '2023-10-08'],
  ['202310002', '小微商贸公司', '零售', '*华', '负责人', '1395678', '寻求物流合作', '官网表单', '中小企业/一般/B级', '2023-10-10'],
];

export function customers({ count, owners, now, seed = 20261122 }) {
  const pick = picker(seed);
  const used = new Set();
  const rows = handbookRows.map((row, i) => [...row, owners[i % owners.length]]);
  while (rows.length < count) {
    const trade = pick.of(trades);
    const name = `${pick.of(cities)}${pick.of(brands)}${pick.of(trade.words)}有限公司`;
    if (used.has(name)) continue;
    used.add(name);
    const label = `${pick.of(sizes)}/${pick.of(urgencies)}/${pick.of(classes)}`;
    const phone = `1990000${String(1000 + pick.below(9000))}`;
    const filed = dateText(now - (1 + pick.below(300)) * day);
    rows.push(['', name, trade.industry, pick.of(surnames) + pick.of(given), pick.of(titles), phone, pick.of(trade.need), pick.of(sources), label, filed, owners[rows.length % owners.length]]);
  }
  return rows;
}

export function visit(pick, contact) {
  const channel = pick.of(['visit', 'visit', 'phone', 'phone', 'wechat']);
  const note = pick.of(visitNotes[channel]).replaceAll('{who}', contact).replaceAll('{place}', pick.of(places)).replaceAll('{n}', String(2 + pick.below(8)));
  return { channel, note, next: pick.of(nextSteps) };
}

export const csv = (rows) => rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n') + '\n';
export { picker };
