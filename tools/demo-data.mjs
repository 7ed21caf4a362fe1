// The demo's input: the handbooks' own sample rows and a generated team. The same seed gives the same data.

// Each city with its province and streets that firms are found in.
const cities = [
  { name: '苏州', province: '江苏省', streets: ['工业园区星湖街', '虎丘区金枫路', '吴中区东吴南路'] },
  { name: '无锡', province: '江苏省', streets: ['新吴区长江路', '滨湖区建筑西路', '惠山区惠山大道'] },
  { name: '常州', province: '江苏省', streets: ['新北区太湖东路', '武进区常武中路', '天宁区青洋北路'] },
  { name: '南通', province: '江苏省', streets: ['崇川区工农路', '通州区新金路', '海门区北京路'] },
  { name: '宁波', province: '浙江省', streets: ['鄞州区兴宁路', '北仑区明州路', '海曙区环城西路'] },
  { name: '嘉兴', province: '浙江省', streets: ['南湖区亚太路', '秀洲区洪兴西路'] },
  { name: '绍兴', province: '浙江省', streets: ['越城区中兴中路', '柯桥区金柯桥大道'] },
  { name: '合肥', province: '安徽省', streets: ['蜀山区望江西路', '包河区徽州大道', '庐阳区阜阳北路'] },
  { name: '佛山', province: '广东省', streets: ['南海区桂澜路', '顺德区新桂路', '禅城区季华五路'] },
  { name: '东莞', province: '广东省', streets: ['南城街道鸿福路', '长安镇振安路', '松山湖科技四路'] },
  { name: '长沙', province: '湖南省', streets: ['岳麓区麓谷大道', '雨花区万家丽路', '开福区芙蓉北路'] },
  { name: '重庆', province: '重庆市', streets: ['渝北区金开大道', '九龙坡区科园一路', '巴南区龙洲大道'] },
  { name: '青岛', province: '山东省', streets: ['市南区香港中路', '黄岛区长江西路', '城阳区正阳路'] },
  { name: '厦门', province: '福建省', streets: ['思明区湖滨南路', '集美区杏林湾路', '海沧区沧虹路'] },
];
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

export const dateText = (ms) => new Date(ms).toISOString().slice(0, 10);
export const day_ms = 24 * 3600 * 1000;

// Columns of the handbooks' 客户信息基础表, and what our import adds: where the customer is, and the owner's e-mail.
const placeColumns = ['省份', '城市', '地址'];
export const customerColumns = ['客户编号', '客户名称', '所属行业', '联系人', '职务', '联系方式', '初步需求', '来源渠道', '初级标签(规模/紧急度/潜力)', '建档日期', ...placeColumns, '负责人'];

const handbookRows = [
  ['202310001', '科技有限公司', '制造业', '*明', '采购经理', '', '采购办公设备', '行业展会', '大型企业/紧急/A级', '2023-10-08'],
  ['202310002', '小微商贸公司', '零售', '*华', '负责人', '1395678', '寻求物流合作', '官网表单', '中小企业/一般/B级', '2023-10-10'],
];

const placeIn = (city, pick) => [city.province, `${city.name}市`, `${pick.of(city.streets)}${1 + pick.below(988)}号`];

export function customers({ count, owners, now, seed = 20261122 }) {
  const pick = picker(seed);
  const used = new Set();
  const nowhere = placeColumns.map(() => '');
  const rows = handbookRows.map((row, i) => [...row, ...nowhere, owners[i % owners.length]]);
  while (rows.length < count) {
    const trade = pick.of(trades);
    const city = pick.of(cities);
    const name = `${city.name}${pick.of(brands)}${pick.of(trade.words)}有限公司`;
    if (used.has(name)) continue;
    used.add(name);
    const label = `${pick.of(sizes)}/${pick.of(urgencies)}/${pick.of(classes)}`;
    const phone = `1990000${String(1000 + pick.below(9000))}`;
    const filed = dateText(now - (1 + pick.below(300)) * day_ms);
    rows.push(['', name, trade.industry, pick.of(surnames) + pick.of(given), pick.of(titles), phone, pick.of(trade.need), pick.of(sources), label, filed, ...placeIn(city, pick), owners[rows.length % owners.length]]);
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
