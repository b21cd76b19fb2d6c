//! What people come with: for each kind of matter its words, who handles it, and what is decided about it.
//!
//! `{p}` stands for a place, `{n}` for a number of people or households, `{k}` for a small number.

use huishang_domain::words::{AskKind, Level};

/// Where a matter can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Anywhere.
    Any,
    /// In a community of a town.
    Urban,
    /// In a village.
    Rural,
}

/// One kind of matter.
pub(super) struct Topic {
    /// Code of its category.
    pub category: &'static str,
    /// How often it comes, beside the others.
    pub weight: u32,
    pub ask: AskKind,
    /// Where it happens.
    pub at: Where,
    /// How far it can grow: whether agencies have to meet about it, or a leader has to take it on.
    pub grows: Level,
    /// Short name of the agency whose field it is.
    pub lead: &'static str,
    /// Those who have to help when it is big.
    pub with: &'static [&'static str],
    /// Titles and texts.
    pub texts: &'static [(&'static str, &'static str)],
    /// What a consultation decides.
    pub actions: &'static [&'static str],
    /// How it ends.
    pub done: &'static str,
}

const P: AskKind = AskKind::Petition;
const H: AskKind = AskKind::Hardship;
const O: AskKind = AskKind::Opinion;

/// All of them.
pub(super) const TOPICS: &[Topic] = &[
    Topic {
        category: "R0101",
        weight: 8,
        ask: P,
        at: Where::Any,
        grows: Level::Small,
        lead: "市城管局",
        with: &["市供电公司", "市住建局"],
        texts: &[
            ("路灯不亮", "{p}主干道{k}盏路灯不亮，晚上出行不安全，希望尽快维修。"),
            ("新修道路没有装路灯", "{p}新修的道路一直没有装路灯，{n}户居民夜间出行不便。"),
        ],
        actions: &["更换损坏的路灯和电缆，恢复照明", "明确这段道路路灯的管养单位和经费来源"],
        done: "已修复照明，现场亮灯正常",
    },
    Topic {
        category: "R0102",
        weight: 7,
        ask: P,
        at: Where::Any,
        grows: Level::Big,
        lead: "市自来水公司",
        with: &["市住建局", "市水利局"],
        texts: &[
            ("频繁停水", "{p}近一个月停水{k}次，每次不通知，{n}户居民用水困难。"),
            ("水压不足、水质发黄", "{p}高层住户水压不足，早晨水质发黄，{n}户要求改造管网。"),
        ],
        actions: &["排查并更换老化的供水管道", "检测水质并公布结果", "停水提前一天告知到户"],
        done: "已更换管道，水压、水质检测合格",
    },
    Topic {
        category: "R0201",
        weight: 6,
        ask: P,
        at: Where::Rural,
        grows: Level::Big,
        lead: "市水利局",
        with: &["市农业农村局", "市财政局"],
        texts: &[
            ("灌溉渠道淤堵", "{p}灌溉支渠多年未清淤，春灌放不到水，约{n}亩水稻受影响。"),
            ("泵站损坏无人修", "{p}排涝泵站损坏，雨季{n}亩农田被淹，要求维修。"),
        ],
        actions: &["清淤疏浚支渠，恢复通水", "维修泵站并落实管护人"],
        done: "已清淤通水，村里落实了管护人",
    },
    Topic {
        category: "R0202",
        weight: 6,
        ask: P,
        at: Where::Rural,
        grows: Level::Hard,
        lead: "市农业农村局",
        with: &["市自然资源和规划局", "市司法局"],
        texts: &[
            ("承包地界址纠纷", "{p}村民反映与邻居承包地界址不清，对方越界耕种{k}垄，双方发生过争吵。"),
            ("土地流转费拖欠", "{p}{n}户村民反映承租人拖欠去年的土地流转费，多次催要没有结果。"),
        ],
        actions: &["调取确权档案，现场丈量，重新打桩定界", "督促承租人分期付清流转费并签订还款协议"],
        done: "已重新定界，双方签字认可",
    },
    Topic {
        category: "R0301",
        weight: 8,
        ask: H,
        at: Where::Any,
        grows: Level::Small,
        lead: "市民政局",
        with: &["市医保局", "市财政局"],
        texts: &[
            ("申请临时救助", "{p}居民因患重病，家中{k}口人仅靠低保生活，申请临时救助。"),
            ("独居老人需要照料", "{p}一位82岁老人独居，子女在外务工，希望安排助餐和上门照料。"),
        ],
        actions: &["按程序审核发放临时救助", "纳入重点走访名单，每周上门一次"],
        done: "已发放临时救助，并落实定期走访",
    },
    Topic {
        category: "R0401",
        weight: 6,
        ask: O,
        at: Where::Any,
        grows: Level::Small,
        lead: "市城管局",
        with: &["市公安局", "市农业农村局"],
        texts: &[
            ("不文明养犬", "{p}有居民遛狗不牵绳，昨天险些扑伤儿童，要求加强管理。"),
            ("流浪犬伤人", "{p}流浪犬聚集，近期{k}人被追咬，希望集中处置。"),
        ],
        actions: &["开展文明养犬集中整治，上门登记劝导", "联系收容点处置流浪犬"],
        done: "已劝导养犬人并收容流浪犬",
    },
    Topic {
        category: "R0402",
        weight: 7,
        ask: P,
        at: Where::Urban,
        grows: Level::Big,
        lead: "市城管局",
        with: &["市市场监管局", "市公安局"],
        texts: &[
            ("占道经营堵塞通道", "{p}{n}家摊点占道经营，早晚高峰车辆无法通行，救护车曾被堵{k}次。"),
            ("夜市油污满地", "{p}夜市收摊后油污满地，气味大，希望规范管理。"),
        ],
        actions: &["划定疏导点，引导摊点入市经营", "早晚高峰定人值守，规范停车"],
        done: "摊点已入疏导区，通道恢复畅通",
    },
    Topic {
        category: "R0501",
        weight: 7,
        ask: P,
        at: Where::Urban,
        grows: Level::Big,
        lead: "市生态环境局",
        with: &["市城管局", "市住建局"],
        texts: &[
            ("夜间施工噪音", "{p}附近工地夜间{k}点后仍在施工，{n}户居民无法休息。"),
            ("广场舞音响扰民", "{p}广场舞音响过大，影响学生复习，多次劝说无效。"),
        ],
        actions: &["核查夜间施工许可，限定作业时间", "安装噪声监测设备，超标即停"],
        done: "工地已调整作业时间，夜间噪声达标",
    },
    Topic {
        category: "R0502",
        weight: 7,
        ask: P,
        at: Where::Urban,
        grows: Level::Hard,
        lead: "市生态环境局",
        with: &["市城管局", "市市场监管局"],
        texts: &[
            ("饭店油烟扰民", "{p}楼下{k}家饭店没有装油烟净化设备，{n}户居民不敢开窗。"),
            ("烧烤店油烟直排", "{p}烧烤店油烟直排，半夜还有食客喧哗，要求整治。"),
        ],
        actions: &["责令限期安装油烟净化设施并清洗烟道", "复测油烟浓度，向居民公开结果"],
        done: "商户已装净化设备，复测达标",
    },
    Topic {
        category: "R0601",
        weight: 5,
        ask: P,
        at: Where::Any,
        grows: Level::Hard,
        lead: "市自然资源和规划局",
        with: &["市财政局", "市住建局"],
        texts: &[
            ("征迁补偿未到位", "{p}{n}户反映征迁补偿款{k}个月没有到账，要求说明原因。"),
            ("安置房逾期未交付", "{p}{n}户拆迁群众在外过渡已超期，要求明确安置房交付时间。"),
        ],
        actions: &[
            "核对补偿清册，限期兑付到户",
            "公布安置房建设节点，按期交付",
            "对过渡期满的按协议补发过渡费",
        ],
        done: "补偿款已兑付到户，群众签字确认",
    },
    Topic {
        category: "R0701",
        weight: 6,
        ask: P,
        at: Where::Urban,
        grows: Level::Hard,
        lead: "市住建局",
        with: &["市城管局", "市自然资源和规划局"],
        texts: &[
            ("业主违章搭建导致楼顶渗水", "{p}顶楼业主在楼顶搭建阳光房，导致{k}户渗水，要求拆除。"),
            ("私自改动承重墙", "{p}一户业主装修时拆改承重墙，楼下{k}户担心安全。"),
        ],
        actions: &[
            "认定违法建设，责令限期拆除",
            "修复屋面防水并做闭水试验",
            "委托鉴定房屋安全，公开鉴定结论",
        ],
        done: "违建已拆除，防水修复后未再渗漏",
    },
    Topic {
        category: "R0801",
        weight: 4,
        ask: O,
        at: Where::Any,
        grows: Level::Small,
        lead: "市教体局",
        with: &["市公安局", "市自然资源和规划局"],
        texts: &[
            ("学区划分疑问", "{p}家长反映学区划分与去年不同，{n}名孩子上学要多走{k}公里，希望解释。"),
            ("校门口交通拥堵", "{p}小学门口上下学时段拥堵，希望错峰放学并增加护学岗。"),
        ],
        actions: &["公开学区划分依据并当面解释", "设护学岗，实行错峰放学"],
        done: "已当面解释，家长表示理解",
    },
    Topic {
        category: "R0901",
        weight: 7,
        ask: P,
        at: Where::Any,
        grows: Level::Big,
        lead: "市交通运输局",
        with: &["市住建局", "市财政局"],
        texts: &[
            ("道路坑洼", "{p}通村道路坑洼{k}处，雨天积水，{n}户出行困难。"),
            ("桥面破损", "{p}小桥桥面破损露筋，农用车通过有危险。"),
        ],
        actions: &["修补坑槽、修复路面", "对危桥限载并列入改造计划"],
        done: "路面已修补，通行正常",
    },
    Topic {
        category: "R0902",
        weight: 6,
        ask: P,
        at: Where::Urban,
        grows: Level::Big,
        lead: "市公安局",
        with: &["市城管局", "市消防大队"],
        texts: &[
            ("车辆乱停占用消防通道", "{p}消防通道长期被私家车占用，{n}户担心火灾时消防车进不来。"),
            ("小区停车位不足", "{p}停车位不足，{n}户业主夜间抢车位引发争吵。"),
        ],
        actions: &["施划消防通道标线并清理占道车辆", "挖潜增加停车泊位，夜间错时共享"],
        done: "通道已清理，增划了停车泊位",
    },
    Topic {
        category: "R1001",
        weight: 7,
        ask: P,
        at: Where::Urban,
        grows: Level::Hard,
        lead: "市住建局",
        with: &["市市场监管局", "市司法局"],
        texts: &[
            ("物业服务不到位", "{p}电梯经常故障，垃圾两三天不清运，{n}户业主拒交物业费。"),
            ("业委会换届纠纷", "{p}业委会到期不换届，公共收益不公开，{n}户业主要求审计。"),
        ],
        actions: &[
            "约谈物业公司，限期整改服务",
            "指导业委会换届并公开公共收益",
            "对维修资金使用情况开展审计",
        ],
        done: "物业已整改，公共收益已公示",
    },
    Topic {
        category: "R1101",
        weight: 5,
        ask: P,
        at: Where::Any,
        grows: Level::Small,
        lead: "市司法局",
        with: &["市民政局", "市妇联"],
        texts: &[
            ("家庭赡养纠纷", "{p}老人反映{k}个子女互相推诿，不给赡养费，请求调解。"),
            ("婚姻家庭矛盾", "{p}夫妻因彩礼和财产争执多次报警，请求调解。"),
        ],
        actions: &["组织调解并签订赡养协议", "落实回访，防止矛盾反复"],
        done: "双方达成调解协议",
    },
    Topic {
        category: "R1201",
        weight: 5,
        ask: P,
        at: Where::Urban,
        grows: Level::Hard,
        lead: "市市场监管局",
        with: &["市公安局", "市商务局"],
        texts: &[
            ("健身房停业退费难", "{p}一家健身房突然停业，{n}名会员预付卡余额无法退还。"),
            ("培训机构不退费", "{p}培训机构转让后不认原来的课时，{n}名家长要求退费。"),
        ],
        actions: &["核实预付资金去向，组织退费", "对涉嫌违法线索移送查处"],
        done: "已按比例退费，消费者签字确认",
    },
    Topic {
        category: "R1301",
        weight: 5,
        ask: P,
        at: Where::Any,
        grows: Level::Hard,
        lead: "市人社局",
        with: &["市住建局", "市公安局"],
        texts: &[
            ("拖欠农民工工资", "{p}工地拖欠{n}名农民工{k}个月工资，要求帮助追讨。"),
            ("企业未缴社保", "{p}一家企业未给{n}名职工足额缴纳社保，要求补缴。"),
        ],
        actions: &["约谈用工单位，限期足额支付工资", "动用工资保证金先行垫付", "责令补缴社会保险费"],
        done: "工资已全部支付到人",
    },
    Topic {
        category: "M02",
        weight: 3,
        ask: P,
        at: Where::Rural,
        grows: Level::Big,
        lead: "市司法局",
        with: &["市住建局", "市公安局"],
        texts: &[
            ("邻里排水纠纷", "{p}两户因屋后排水沟走向争执{k}年，下雨即积水倒灌。"),
            ("宅基地通道纠纷", "{p}邻居砌墙堵了公共通道，{n}户出行受影响。"),
        ],
        actions: &["现场勘界，恢复公共通道", "改造排水沟，接入村庄管网"],
        done: "通道已恢复，双方握手言和",
    },
    Topic {
        category: "M11",
        weight: 2,
        ask: P,
        at: Where::Urban,
        grows: Level::Hard,
        lead: "市住建局",
        with: &["市自然资源和规划局", "市财政局", "市信访局"],
        texts: &[
            ("商品房逾期交房", "{p}楼盘逾期{k}个月未交房，{n}户购房人集中反映，要求明确交付时间。"),
            ("房产证办理难", "{p}{n}户入住多年办不了不动产证，影响子女入学。"),
        ],
        actions: &[
            "监管账户资金专款专用，倒排复工节点",
            "补办规划核实，分批办理不动产证",
            "每周向购房人代表通报进展",
        ],
        done: "已按节点交付，不动产证分批办理",
    },
    Topic {
        category: "R9901",
        weight: 3,
        ask: O,
        at: Where::Any,
        grows: Level::Small,
        lead: "市委社会工作部",
        with: &["市民政局", "市商务局"],
        texts: &[
            ("建议增设便民服务点", "{p}居民建议增设便民服务点，方便老人缴费、寄取件。"),
            ("建议丰富社区活动", "{p}居民建议利用闲置房屋办老年活动室和儿童书屋。"),
        ],
        actions: &["选址设置便民服务点", "盘活闲置用房，开放活动室"],
        done: "建议已采纳，正在实施",
    },
];
